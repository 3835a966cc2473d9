"""Which table a file holds, when nobody has said it."""

from dtts.recognise.child import recognise_in_child
from dtts.recognise.run import Candidate, Recognised, recognise

__all__ = ["Candidate", "Recognised", "recognise", "recognise_in_child"]
