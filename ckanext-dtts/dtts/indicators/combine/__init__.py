"""Values of some areas (or sexes, or groups) as values of others: up a tree, or across a change.

Missing is not zero, a hidden part hides its whole, and what cannot be computed is said and not guessed.
"""

from dtts.indicators.combine.combine import combine
from dtts.indicators.combine.method import METHODS, Rule

__all__ = ["METHODS", "Rule", "combine"]
