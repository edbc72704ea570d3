"""Measures: what exactly a clause orders, as the map of the field (``labels/measures.yaml``) names it."""
