"""Parts of `bench_observations.py`."""
