"""The 54 ethnic groups: their codes in several schemes, their names, and whom a figure is about."""

from dtts.peoples.find import Named, Question, Unnamed, find
from dtts.peoples.groups import SCHEMES, Group, Peoples, Scheme
from dtts.peoples.scope import Scope, population_scope, population_scopes

__all__ = [
    "SCHEMES",
    "Group",
    "Named",
    "Peoples",
    "Question",
    "Scheme",
    "Scope",
    "Unnamed",
    "find",
    "population_scope",
    "population_scopes",
]
