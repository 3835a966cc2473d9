"""The programme's tree, by version: a project's code has a meaning within one version only."""

from dtts.programme.outputs import Output
from dtts.programme.tree import Item, Programmes, Version

__all__ = ["Item", "Output", "Programmes", "Version"]
