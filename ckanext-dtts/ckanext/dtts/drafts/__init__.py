"""What a person has begun to send: kept with its file until it is sent, removed, or its time is over."""

from ckanext.dtts.drafts.kept import begin, change_file, find, remember, remove, say, sweep
from ckanext.dtts.drafts.listed import Begun, of, unfinished

__all__ = [
    "Begun",
    "begin",
    "change_file",
    "find",
    "of",
    "remember",
    "remove",
    "say",
    "sweep",
    "unfinished",
]
