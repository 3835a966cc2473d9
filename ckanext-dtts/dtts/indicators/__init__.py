"""Indicators: progress to a target, sums up the tree of places, and series across a change of places."""
