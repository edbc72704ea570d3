"""Action types: from clauses to calibrated probabilities, decisions and evidence; and how the model is trained."""
