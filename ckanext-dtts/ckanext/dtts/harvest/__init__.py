"""Harvesting: sources are read on time by processes of their own, and every run says what it knows.

The order of things in one run: records come in batches, each is taken in a transaction of its own together
with what is noted about it, removals come last, and only then the source's memory moves on. A process that
is killed anywhere is followed by another that goes on with the same run.
"""
