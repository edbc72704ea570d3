"""Results in the formats of other programs: Frictionless data packages, DuckDB, REFI-QDA, W3C Web Annotation."""
