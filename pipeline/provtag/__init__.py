"""provtag: reads Chinese regulations on countering human trafficking clause by clause."""

__version__ = "0.1.0"
