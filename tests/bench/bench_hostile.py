"""What becomes of every odd and hostile file of the manifest: its end, how long it took and its peak memory.

Each file is examined in a limited child of a process of its own, so that the memory is that of one file.
Usage: `.venv/bin/python tests/bench/bench_hostile.py [PART OF A NAME …]`; fails when an end is another than named.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]

from core.hostile.manifest import ENTRIES, examine_entry, expected, make  # noqa: E402 - found by the line above


def measure_here(number: int) -> None:
    """What the process of one file does."""
    entry = ENTRIES[number]
    with tempfile.TemporaryDirectory(prefix="dtts-hostile-") as name:
        folder = Path(name)
        make(entry, folder / "upload")
        size = (folder / "upload").stat().st_size
        started = time.perf_counter()
        end = examine_entry(entry, folder / "upload", folder / "out")
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    message = end.report.patterns[0].message["en"] if end.report.patterns else ""
    sys.stdout.write(
        json.dumps({"end": str(end), "seconds": seconds, "peak": peak, "size": size, "message": message})
    )


def measure(number: int) -> dict[str, Any]:
    answer = subprocess.run(
        [sys.executable, __file__, f"--measure={number}"], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def main() -> int:
    if len(sys.argv) == 2 and sys.argv[1].startswith("--measure="):
        measure_here(int(sys.argv[1].partition("=")[2]))
        return 0
    numbers = [
        number
        for number, entry in enumerate(ENTRIES)
        if not sys.argv[1:] or any(part in entry["file"] for part in sys.argv[1:])
    ]
    found = [_told(number) for number in numbers]
    wrong = sum(not one["as_named"] for one in found)
    refused = sum(one["end"].startswith("refused") for one in found)
    sys.stdout.write(
        f"{len(found)} files: {len(found) - refused} read, {refused} refused by name, {wrong} not as named; "
        f"slowest {max(one['seconds'] for one in found):.1f} s, "
        f"most memory {max(one['peak'] for one in found):,} MB\n"
    )
    return 1 if wrong else 0


def _told(number: int) -> dict[str, Any]:
    """What became of one file, told as soon as it is known."""
    entry, one = ENTRIES[number], measure(number)
    one["as_named"] = one["end"] == expected(entry)
    other = "" if one["as_named"] else f"   NOT {expected(entry)} | {one['message'][:150]}"
    sys.stdout.write(
        f"{entry['file']:30}{one['size']:>13,} B{one['seconds']:8.1f} s{one['peak']:>6,} MB  {one['end']}{other}\n"
    )
    sys.stdout.flush()
    return one


if __name__ == "__main__":
    sys.exit(main())
