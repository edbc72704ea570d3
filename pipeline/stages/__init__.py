"""The steps of ``dvc.yaml``, one module each: they read files, call the rooms, and write files."""
