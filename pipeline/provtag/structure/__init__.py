"""From raw text to provisions, clauses and duty notes."""
