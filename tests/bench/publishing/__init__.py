"""Parts of `bench_publish.py`."""
