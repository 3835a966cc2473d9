"""Workers for these tests, as `faults.killing` starts and kills them, which may read from loopback."""

from __future__ import annotations

import sys

import ckan.plugins.toolkit as tk

from faults import killing
from glue.harvest import listed


def prepare() -> None:
    """What the tests' own process has too."""
    listed.register()
    tk.config["dtts.harvest.private"] = "127.0.0.0/8"


if __name__ == "__main__":
    killing.serve(sys.argv[1], prepare)
