"""What comes after tagging: who copies whom, which agencies work together."""
