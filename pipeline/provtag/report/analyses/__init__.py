"""Pages of the analyses that one command makes each: coverage, changes, reuse, network."""
