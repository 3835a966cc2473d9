"""The limited child: whatever becomes of it, there is a report, and nothing of it is left."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from dtts.errors import UsageError
from dtts.examine import CSV, PARQUET, REPORT, examine, examine_in_child
from dtts.report import Report

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tables"


def in_child(path: Path, out: Path, **options) -> Report:
    return examine_in_child(path, filename=path.name, schema_name="output_results", out=out, **options)


def children() -> list[int]:
    return [int(pid) for task in Path("/proc/self/task").iterdir() for pid in begun_by(task)]


def begun_by(task: Path) -> list[str]:
    """Children of one thread; none of one that ended since the threads were listed."""
    try:
        return (task / "children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def rules(report: Report) -> list[str]:
    return [fault.rule for fault in report.faults]


def test_the_child_says_what_this_process_would(tmp_path):
    for name in ("five-faults.xlsx", "corrected.csv"):
        inside = examine(FIXTURES / name, name, "output_results", tmp_path / "inside")
        assert in_child(FIXTURES / name, tmp_path / "child") == inside
    assert (tmp_path / "child" / CSV).read_bytes() == (tmp_path / "inside" / CSV).read_bytes()


def test_the_published_version_and_the_day_reach_the_child(tmp_path):
    file = FIXTURES / "corrected.csv"
    assert in_child(file, tmp_path / "first").valid
    larger = pl.read_parquet(tmp_path / "first" / PARQUET).with_columns(pl.col("actual") * 1000)
    larger.write_parquet(tmp_path / "old.parquet")
    report = in_child(file, tmp_path / "second", previous=tmp_path / "old.parquet", today=date(2010, 1, 1))
    assert {"previous-moved:published", "not-future:year-not-future"} <= set(rules(report))


def test_progress_comes_through(tmp_path):
    steps = []
    in_child(FIXTURES / "corrected.csv", tmp_path, progress=lambda *step: steps.append(step))
    assert (steps[0], steps[-1]) == (("read", 0.0, None), ("write", 1.0, 6))


@pytest.fixture
def child_program(tmp_path, monkeypatch):
    """Puts a shell script in the place of the child's interpreter."""

    def place(script: str) -> None:
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(program))

    return place


def test_a_child_that_takes_too_long_is_ended_and_said_so(tmp_path, child_program):
    child_program("exec sleep 3600")
    report = in_child(FIXTURES / "corrected.csv", tmp_path, wall_s=0.2)
    assert rules(report) == ["unreadable-file"]
    assert "quá thời gian" in report.faults[0].message["vi"]


def test_a_child_that_is_ended_leaves_no_rows_behind(tmp_path, child_program):
    child_program(f"mkdir {tmp_path}/out/rows; echo x > {tmp_path}/out/rows/1.arrow; kill -9 $$")
    report = in_child(FIXTURES / "corrected.csv", tmp_path / "out")
    assert rules(report) == ["unreadable-file"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["answers.json", "report.json"]


def test_a_child_that_needs_too_much_memory_is_ended_and_said_so(tmp_path):
    report = in_child(FIXTURES / "corrected.csv", tmp_path, memory_mb=1)
    assert rules(report) == ["unreadable-file"]
    assert "bộ nhớ" in report.faults[0].message["vi"]


def test_what_a_child_started_is_ended_with_it(tmp_path, child_program):
    child_program(f"sleep 3600 & echo $! > {tmp_path}/grandchild; wait")
    in_child(FIXTURES / "corrected.csv", tmp_path, wall_s=0.5)
    grandchild = int((tmp_path / "grandchild").read_text())
    assert (
        not Path(f"/proc/{grandchild}/cmdline").exists()
        or not Path(f"/proc/{grandchild}/cmdline").read_bytes()
    )


@pytest.mark.parametrize("script", ["kill -9 $$", "kill -SEGV $$", "exit 7", "echo '{not json'"])
def test_a_child_that_ends_without_a_word_gives_a_report(tmp_path, child_program, script):
    child_program(script)
    report = in_child(FIXTURES / "corrected.csv", tmp_path)
    assert rules(report) == ["unreadable-file"]
    assert Report.from_dict(report.to_dict()) == report


def test_a_child_that_uses_too_much_processor_time_is_ended():
    script = "from dtts.examine.limits import limit_cpu\nlimit_cpu(1)\nwhile True: pass"
    assert subprocess.run([sys.executable, "-c", script], timeout=60).returncode == -signal.SIGXCPU


def test_the_report_of_an_earlier_run_is_not_taken_for_this_ones(tmp_path, child_program):
    in_child(FIXTURES / "five-faults.csv", tmp_path)
    child_program("exit 7")
    assert rules(in_child(FIXTURES / "five-faults.csv", tmp_path)) == ["unreadable-file"]


def test_a_workbook_with_cells_at_its_far_corners_is_refused_by_name(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = 1, 2
    workbook.save(tmp_path / "corners.xlsx")
    assert rules(in_child(tmp_path / "corners.xlsx", tmp_path)) == ["too-many-columns"]


def test_what_the_caller_raises_ends_the_child_too(tmp_path):
    def interrupt(stage: str, done: float, rows: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_child(FIXTURES / "corrected.csv", tmp_path, progress=interrupt)
    assert children() == []


@pytest.mark.parametrize("options", [{}, {"wall_s": 0.1}, {"memory_mb": 1}])
def test_no_process_is_left(tmp_path, options):
    in_child(FIXTURES / "corrected.csv", tmp_path, **options)
    assert children() == []


PARENT = """
import os, signal, sys
from pathlib import Path
from dtts.examine import examine_in_child

def stop(stage, done, rows):
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            os.kill(int(pid), signal.SIGSTOP)
            print(pid, flush=True)
    signal.pause()

examine_in_child(Path(sys.argv[1]), filename="t.csv", schema_name="output_results", out=Path(sys.argv[2]), progress=stop)
"""


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_the_child_ends_with_its_parent(tmp_path, ending):
    command = [sys.executable, "-c", PARENT, str(FIXTURES / "corrected.csv"), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.send_signal(ending)
        ended, _, _ = select.select([child], [], [], 60)
    assert ended == [child]
    os.close(child)


def test_the_child_sees_no_secret_of_its_parent(tmp_path, monkeypatch, child_program):
    monkeypatch.setenv("CKAN_SQLALCHEMY_URL", "postgresql://secret")
    child_program(f"env > {tmp_path}/environment")
    in_child(FIXTURES / "corrected.csv", tmp_path)
    environment = (tmp_path / "environment").read_text()
    assert "PYTHONPATH=" in environment
    assert "secret" not in environment


def test_an_unknown_schema_is_misuse_and_starts_nothing(tmp_path):
    with pytest.raises(UsageError):
        examine_in_child(FIXTURES / "corrected.csv", filename="t.csv", schema_name="none", out=tmp_path)
    assert not (tmp_path / REPORT).exists()


LAST_WORDS = [
    "MemoryError",
    "memory allocation of 67108864 bytes failed",
    "ComputeError: Cannot allocate memory (os error 12)",
    "thread panicked: failed to spawn thread: Resource temporarily unavailable",
]


@pytest.mark.parametrize("words", LAST_WORDS)
def test_want_of_memory_is_known_by_the_childs_last_words(tmp_path, child_program, words):
    child_program(f"yes 'a long traceback' | head -c 100000 >&2; echo '{words}' >&2; exit 1")
    assert "bộ nhớ" in in_child(FIXTURES / "corrected.csv", tmp_path).faults[0].message["vi"]
