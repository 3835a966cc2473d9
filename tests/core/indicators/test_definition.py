"""A definition's file is read strictly: what is not said, not known or not of its kind is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dtts.catalogue import indicators
from dtts.errors import UsageError
from dtts.indicators.definition import definitions
from dtts.indicators.definition_file import read_fields


def entry(**changes: Any) -> dict[str, Any]:
    return {**indicators()["I1719.05"], **changes}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("code", "i1719.05", "is not a code"),
        ("code", "I1719..05", "is not a code"),
        ("name", {"vi": "Tỷ lệ xã"}, "both languages"),
        ("name", {"vi": "Tỷ lệ xã", "en": " "}, "both languages"),
        ("definition", "Tỷ lệ xã có đường", "both languages"),
        ("unit_mult", "0", "whole number"),
        ("decimals", True, "whole number"),
        ("direction", "tăng", "one of up, down, none"),
        ("aggregation", "mean", "one of sum, ratio, max, none"),
        ("result_level", "OUTCOME", "one of output, outcome, impact"),
        ("freq", "W", "one of A, S, Q, M"),
        ("expected", "province;commune", "is not a list"),
        ("expected", ["Province"], "word of small letters"),
        ("legal_basis", [1719], "is not a text"),
        ("valid_from", "2021", "YYYY-MM-DD"),
        ("formula", "__import__('os')", "may not contain"),
        ("evidence", "found", "evidence {kind, source}"),
        ("evidence", {"kind": "heard", "source": "x"}, "one of found, remembered"),
        ("evidence", {"kind": "remembered", "source": "x"}, "how far it is remembered"),
        ("unit_measure", "unknown", "must be known"),
    ],
)
def test_a_field_that_is_not_of_its_kind_is_named_with_its_file(field: str, value: Any, said: str):
    with pytest.raises(UsageError) as refused:
        read_fields(entry(**{field: value}))
    assert "programme-1719.yaml" in str(refused.value)
    assert field in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize("field", ["method", "valid_to", "owner", "evidence"])
def test_a_field_that_is_left_out_is_asked_for(field: str):
    with pytest.raises(UsageError, match=f"lacks {field}; write `unknown` or null"):
        read_fields({name: value for name, value in entry().items() if name != field})


def test_a_field_that_no_definition_has_is_refused():
    with pytest.raises(UsageError, match="fields that no definition has: colour"):
        read_fields(entry(colour="red"))


def test_what_is_not_known_is_told_from_what_does_not_apply():
    found = definitions()["I1719.03"]
    assert (found.method, "method" in found.unknown) == (None, True)
    output = definitions()["O1719.DA01.01"]
    assert (output.numerator, "numerator" in output.unknown) == (None, False)


def test_what_a_file_says_of_all_its_indicators_holds_unless_one_says_otherwise():
    found = definitions()
    assert found["I1719.05"].valid_to == date(2025, 12, 31)
    assert found["I1719.31"].valid_to == date(2030, 12, 31)


def test_expected_disaggregations_are_dimensions_of_observations_where_they_can_be():
    assert definitions()["I1719.18"].dimensions == ("ETHNIC_GROUP", "SEX")
