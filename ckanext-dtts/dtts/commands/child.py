"""What every command has in common that runs as a limited child."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from dtts.examine.limits import die_with_parent, limit_cpu, limit_memory
from dtts.examine.process import OUT_OF_MEMORY


def add_limits(parser: argparse.ArgumentParser) -> None:
    """The options that `dtts.examine.process.run_limited` gives."""
    parser.add_argument("--memory-mb", type=int)
    parser.add_argument("--cpu-s", type=int)
    parser.add_argument("--parent", type=int, help="end when this process ends")


def within_limits(arguments: argparse.Namespace, work: Callable[[], int]) -> int:
    """The exit code of `work`, done under the limits that were asked for."""
    if arguments.parent:
        die_with_parent(arguments.parent)
    if arguments.cpu_s:
        limit_cpu(arguments.cpu_s)
    try:
        if arguments.memory_mb:
            from dtts.examine.warm import start_threads

            start_threads()
            limit_memory(arguments.memory_mb)
        return work()
    except MemoryError:
        return OUT_OF_MEMORY
