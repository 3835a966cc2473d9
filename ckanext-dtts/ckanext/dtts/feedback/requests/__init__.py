"""Requests of readers for data that the portal does not have: who needs what, and what comes of it."""
