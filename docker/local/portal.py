#!/usr/bin/env python3
"""Entry point: `python3 docker/local/portal.py up|stop|services|ini|db|test|… [--var DIR]`."""

import sys
from pathlib import Path

# The folder above instead of this one: the modules here are named after what they run, and `redis`
# or `venv` must not hide the libraries of these names.
sys.path[0] = str(Path(__file__).resolve().parents[1])


def main() -> int:
    from local.commands import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
