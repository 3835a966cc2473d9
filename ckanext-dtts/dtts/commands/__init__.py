"""Commands of `python -m dtts`, one file each."""
