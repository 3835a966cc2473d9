"""What is derived from the database and the kept files, held against them, and brought back in line.

One file a compared thing; `THINGS` names them in the order in which they are repaired, since a later one
is derived from an earlier.
"""

from ckanext.dtts.reconcile.things import THINGS

__all__ = ["THINGS"]
