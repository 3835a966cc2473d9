"""Where the next page begins, as a text that comes back from readers."""

from __future__ import annotations

import base64

import pytest

from ckanext.dtts import cursor


def test_a_position_comes_back_as_it_was_given() -> None:
    position = ["A", "xã Nam Dương", 7]
    assert cursor.decode(cursor.encode(position), (str, str, int)) == position


@pytest.mark.parametrize("text", ['["A"]', '["A", "7"]', '["A", true]', '{"A": 7}', "[", r'["A\u0000", 7]'])
def test_what_is_no_position_of_ours_is_refused(text: str) -> None:
    given = base64.urlsafe_b64encode(text.encode()).decode()
    with pytest.raises(cursor.WrongCursor):
        cursor.decode(given, (str, int))
