"""Indicators as they go out in the standards of others: what the core's writers are given."""
