"""Rules that hold for every value: digests, waits, the breaker, marks, and the list of faults itself."""

from __future__ import annotations

import ast
import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dtts.errors import UsageError
from dtts_harvesters.breaker import (
    HALF_OPEN_EVERY,
    OPENS_AFTER,
    Breaker,
    after_failure,
    after_success,
    may_run,
)
from dtts_harvesters.dataset import licence, tags
from dtts_harvesters.moments import mark_after, read_moment
from dtts_harvesters.numbers import plain_number, rounded, unmistakable
from dtts_harvesters.record import digest
from dtts_harvesters.session.retry import asked_to_wait, pause
from dtts_harvesters.words import rules, sentence
from harvest_server.sessions import START, TestClock

HERE = Path(__file__).parent
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
MOMENTS = st.datetimes(timezones=st.just(timezone.utc))


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_a_digest_does_not_depend_on_the_order_of_fields_nor_on_a_round_trip(content: dict[str, Any]) -> None:
    turned = dict(reversed(list(json.loads(json.dumps(content)).items())))
    assert digest(content) == digest(turned)


@given(st.dictionaries(st.text(), JSON, min_size=1, max_size=4), st.data())
def test_a_digest_changes_with_any_field(content: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(content)))
    assert digest(content) != digest({key: value for key, value in content.items() if key != name})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"bytes", datetime.now(timezone.utc)])
def test_what_json_cannot_hold_has_no_digest(value: Any) -> None:
    with pytest.raises(UsageError):
        digest({"a": value})


@given(st.integers(0, 60), st.floats(0, 1))
def test_a_pause_lies_anywhere_between_nothing_and_a_minute(attempt: int, chance: float) -> None:
    clock = TestClock().clock()
    drawn = type(clock)(clock.monotonic, clock.now, clock.sleep, lambda: chance)
    assert 0 <= pause(attempt, drawn) <= min(60, 2**attempt)


@given(
    st.text() | st.integers().map(str) | MOMENTS.map(lambda one: one.strftime("%a, %d %b %Y %H:%M:%S GMT"))
)
def test_a_wait_that_is_asked_for_is_never_negative_and_never_longer_than_allowed(value: str) -> None:
    wait = asked_to_wait(value, START, 3600)
    assert wait is None or 0 <= wait <= 3600


@given(st.lists(st.booleans(), max_size=30))
def test_a_breaker_opens_with_the_fifth_failure_in_a_row_and_closes_with_a_success(runs: list[bool]) -> None:
    breaker, row = Breaker(), 0
    for number, good in enumerate(runs):
        now = START + timedelta(days=2 * number)
        assert may_run(breaker, now)
        breaker = after_success(breaker) if good else after_failure(breaker, now)
        row = 0 if good else row + 1
        assert breaker.failures == row
        assert breaker.state == ("open" if row >= OPENS_AFTER else "closed")
        if breaker.opened:
            assert not may_run(breaker, now + HALF_OPEN_EVERY - timedelta(seconds=1))
            assert may_run(breaker, now + HALF_OPEN_EVERY)


@given(st.none() | MOMENTS, st.none() | MOMENTS, MOMENTS)
def test_a_mark_never_lies_in_the_future_by_what_came_and_never_goes_back(
    newest: datetime | None, before: datetime | None, now: datetime
) -> None:
    mark = mark_after(newest, before.isoformat() if before else None, now)
    if mark is None:
        assert newest is None and before is None
        return
    moment = datetime.fromisoformat(mark)
    assert moment <= max(now, before or now)
    assert before is None or moment >= before


@given(MOMENTS)
def test_every_moment_in_iso_8601_is_read_as_what_it_is(moment: datetime) -> None:
    assert read_moment(moment.isoformat()) == moment
    assert read_moment(moment.isoformat().replace("+00:00", "Z")) == moment


@given(st.floats(-1e300, 1e300))
def test_a_number_is_written_as_the_same_number_within_fifteen_digits(number: float) -> None:
    written = unmistakable(rounded(plain_number(repr(number))))
    assert float(written) == pytest.approx(number, rel=1e-14)
    whole, _, fraction = written.lstrip("-").partition(".")
    assert not (len(fraction) == 3 and len(whole) <= 3)


@given(st.lists(st.text(max_size=120)))
def test_keywords_are_such_as_ckan_takes(words: list[str]) -> None:
    # `tag_name_validator` and `tag_length_validator` of CKAN 2.12.
    assert all(re.fullmatch(r"[\w \-.]{2,100}", one) for one in filter(None, tags(words).split(",")))


@pytest.mark.parametrize(
    ("given_", "ours"),
    [
        ("cc-by-4.0", "CC-BY-4.0"),
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.en", "CC-BY-4.0"),
        ("http://www.creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
        ("cc-by", None),
        ("", None),
        (None, None),
        ({"title": "CC"}, None),
    ],
)
def test_a_licence_is_known_by_its_id_or_address_and_never_guessed(given_: Any, ours: str | None) -> None:
    assert licence(given_) == ours


@pytest.mark.parametrize("rule", sorted(rules()))
def test_every_rule_has_two_sentences_that_need_no_value(rule: str) -> None:
    said = sentence(rule, {})
    assert set(said) == {"vi", "en"}
    assert all(text.endswith((".", '…".')) for text in said.values())
    assert said["vi"] != said["en"]


def test_every_rule_that_is_raised_has_its_sentences() -> None:
    code = Path(rules.__wrapped__.__code__.co_filename).parent
    raised = set()
    for path in code.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else ""
                if name in ("FetchError", "EntryRefusedError", "refuse"):
                    raised.add(node.args[0].value)
    assert len(raised) > 40
    assert raised <= set(rules())


def test_every_fault_of_the_list_is_held_by_tests_that_are_there() -> None:
    manifest = HERE.parents[1] / "fixtures" / "harvest" / "faults.yaml"
    listed = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    there = {
        node.name
        for folder in (HERE, HERE.parents[1] / "glue" / "harvest")
        for path in folder.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    named = {name for fault in listed.values() for name in fault["tests"]}
    assert named <= there
    assert set(listed) == {f"F{number:02}" for number in range(1, 33)}
    assert {name for name in there if name.startswith("test_f") and name[6:8].isdigit()} - named == {
        "test_f11_one_address_inside_among_public_ones_refuses_the_name",
        "test_f32_an_empty_file_and_one_that_went_are_waited_for",
        "test_f32_a_server_with_a_key_of_another_kind_is_told_nothing",
    }
