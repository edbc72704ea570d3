"""Readers: from a file of any format to its text, within limits on what a file may cost."""
