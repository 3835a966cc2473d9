"""What becomes of one record that came in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.harvest import Known, Policy, step

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
DIGESTS = st.sampled_from([A, B, C])
KNOWN = st.builds(
    Known,
    state=st.just("present"),
    digest=DIGESTS,
    waiting=st.none() | DIGESTS,
    refused=st.none() | DIGESTS,
) | st.builds(Known, state=st.sampled_from(["absent", "gone"]), waiting=st.none() | DIGESTS)


@pytest.mark.parametrize(
    ("known", "digest", "policy", "do", "counts"),
    [
        (None, A, "publish", "create", "created"),
        (None, A, "approve", "ask", "held"),
        (Known("present", A), A, "publish", "nothing", "unchanged"),
        (Known("present", A), A, "approve", "nothing", "unchanged"),
        (Known("present", A), B, "publish", "update", "updated"),
        (Known("present", A), B, "approve", "ask", "held"),
        (Known("present", A, waiting=B), B, "publish", "nothing", "held"),
        (Known("present", A, waiting=B), C, "approve", "ask", "held"),
        (Known("present", A, refused=B), B, "publish", "nothing", "held"),
        (Known("present", A, refused=B), C, "publish", "update", "updated"),
        (Known("absent"), A, "publish", "create", "created"),
        (Known("gone", A), A, "publish", "create", "created"),
    ],
)
def test_a_record_is_taken_asked_about_or_left_alone(
    known: Known | None, digest: str, policy: Policy, do: str, counts: str
) -> None:
    found = step(known, digest, policy)
    assert (found.do, found.counts) == (do, counts)


@given(st.none() | KNOWN, DIGESTS, st.sampled_from(["publish", "approve"]))
def test_the_same_content_once_taken_is_never_taken_again(
    known: Known | None, digest: str, policy: Policy
) -> None:
    first = step(known, digest, policy)
    before = known or Known("absent")
    if first.do == "ask":
        after = replace(before, waiting=digest)
    elif first.do in ("create", "update"):
        after = Known("present", digest)
    else:
        after = before
    assert step(after, digest, policy).do == "nothing"


@given(st.none() | KNOWN, DIGESTS)
def test_nothing_is_written_where_a_person_must_approve(known: Known | None, digest: str) -> None:
    assert step(known, digest, "approve").do in ("ask", "nothing")
