"""Recommendations on the desk: whose they are, what was answered, and how that is published.

`docs/follow-up.md` says what holds; `states` is the one place where a recommendation moves.
"""
