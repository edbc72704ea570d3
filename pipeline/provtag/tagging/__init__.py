"""The whole way from files to tables: reading, parsing and tagging in worker processes."""
