"""Workers for these tests, as `faults.killing` starts and kills them, which may read from loopback.

They say `ended <run>` on their output when the end of a run is written down.
"""

from __future__ import annotations

import os
import sys

import ckan.plugins.toolkit as tk

from ckanext.dtts.harvest import ending
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.reading import Reading
from faults import killing
from glue.harvest import listed


def prepare() -> None:
    """What the tests' own process has too, and a word at each end."""
    listed.register()
    tk.config["dtts.harvest.private"] = "127.0.0.0/8"
    conclude = ending.conclude

    def telling(leased: Leased, reading: Reading) -> None:
        conclude(leased, reading)
        os.write(sys.stdout.fileno(), f"ended {leased.run_id}\n".encode())

    ending.conclude = telling


if __name__ == "__main__":
    killing.serve(sys.argv[1], prepare)
