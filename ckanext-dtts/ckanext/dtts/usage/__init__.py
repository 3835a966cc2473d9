"""Counts of views, downloads and API calls by dataset and day: no cookie, no address, no third party.

A request only adds one in the memory of its process (`noting`, `tally`); Redis has the day's sums, and the
worker writes them into the database (`gathering`). `docs/usage.md` says what is counted and what is not.
"""
