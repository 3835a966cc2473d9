"""The demonstration requests: each can go the way that it is planned to go."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtts.errors import UsageError
from dtts.feedback.course import FIRST
from dtts.feedback.grounds import grounds
from dtts.feedback.requests import COURSE
from dtts.samples import load_manifest, load_requests

DATASETS = {plan.name for plan in load_manifest().datasets}


@pytest.mark.parametrize("plan", load_requests(), ids=lambda plan: plan.key)
def test_a_planned_request_can_go_its_way(plan: object) -> None:
    state = FIRST
    for move in plan.moves:  # type: ignore[attr-defined]
        state = COURSE.moves[state][move["move"]]
        assert move.get("ground", "personal") in grounds()
        assert move.get("dataset") in {None, *DATASETS}


def test_one_is_planned_one_published_one_refused_and_one_waits() -> None:
    last = {plan.moves[-1]["move"] if plan.moves else "" for plan in load_requests()}
    assert last == {"plan", "fulfil", "refuse", ""}


@pytest.mark.parametrize(
    "entry",
    [
        "{key: a, text: b, moves: []}",
        "{key: a, text: b, area_id: VN, moves: [], more: 1}",
        "{key: a, text: b, area_id: VN, moves: [{move: publish}]}",
    ],
    ids=["lacks the place", "unknown word", "nobody answers"],
)
def test_a_plan_that_lacks_a_part_is_refused(entry: str, tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "requests.yaml").write_text(f"requests:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the request 'a'"):
        load_requests(tmp_path)
