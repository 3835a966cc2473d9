"""What `python -m dtts` can do: each command adds its arguments and returns its exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

VALID, INVALID, MISUSE = 0, 1, 2
"""Exit codes: the table is valid (or the command is done), it has faults, it was called wrongly."""


@dataclass(frozen=True)
class Command:
    """`add_arguments` declares what follows the command's name, `run` does it and gives the exit code."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
