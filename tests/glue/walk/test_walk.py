"""Ten thousand steps at random break no rule; the suite takes a few hundred of them.

`make soak` walks them all and prints what was done: DTTS_WALK_STEPS and DTTS_WALK_SEED choose another walk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.dtts.road import examine
from dtts.examine import examine as examine_here
from glue.road.conftest import empty_portal, portal, web
from glue.road.people import Web
from glue.walk import people
from glue.walk.walker import Walk

__all__ = ["empty_portal", "portal", "web"]
pytestmark = pytest.mark.slow

LONG = "DTTS_WALK_STEPS" in os.environ
STEPS = int(os.environ.get("DTTS_WALK_STEPS", "250"))
SEED = int(os.environ.get("DTTS_WALK_SEED", "1"))
LIMITS = ("memory_mb", "wall_s", "cpu_s", "registers")


@pytest.fixture
def walk(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walk]:
    """The same code reads the files here without a child, whose start takes longer than a small file."""

    def without_child(path: object, *, out: object, **options: object) -> object:
        kept = {name: value for name, value in options.items() if name not in LIMITS}
        return examine_here(path, out=out, **kept)

    monkeypatch.setattr(examine, "examine_in_child", without_child)
    monkeypatch.setitem(tk.config, "dtts.search.synchronous", False)
    with web.flask_app.test_request_context():
        yield Walk(SEED, *people.make(), web.app)
    model.Session.remove()


def test_no_step_publishes_what_did_not_pass_and_none_is_without_its_row(
    walk: Walk, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        walk.go(STEPS, print if LONG else lambda _line: None)
        if LONG:
            print(f"{STEPS} steps, seed {SEED}")
            print("\n".join(f"{count:8}  {name}" for name, count in walk.figures()))
    assert walk.rules.checked["publications"] == STEPS
    assert walk.said["dtts_submission_approve: done"]
