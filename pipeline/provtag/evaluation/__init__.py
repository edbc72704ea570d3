"""How good it is: experiments on text not trained on, behaviour cases, and the model card."""
