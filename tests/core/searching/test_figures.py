"""Words that ask for a figure: the indicator, the place of today or of before, the year."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from dtts.catalogue import schemas_path
from dtts.indicators.definition import definitions
from dtts.searching.figures import FigureAsked, figure_asked
from dtts.units import Gazetteer

TODAY = date(2026, 11, 1)
POVERTY = "GSO_POVERTY_RATE"


def asked(text: str) -> FigureAsked | None:
    return figure_asked(text, Gazetteer.load(), TODAY)


def found(text: str) -> FigureAsked:
    answer = asked(text)
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("typed", "today", "before"),
    [
        ("hộ nghèo Sơn Động", ["Xã Sơn Động"], ["Huyện Sơn Động"]),
        ("tỷ lệ hộ nghèo xã Măng Đen", ["Xã Măng Đen"], []),
        ("ngheo mang den", ["Xã Măng Đen"], ["Thị trấn Măng Đen"]),
        ("hộ nghèo huyện Trà Bồng", [], ["Huyện Trà Bồng"]),
        ("hộ nghèo Trà Bồng, Quảng Ngãi", ["Xã Trà Bồng"], ["Huyện Trà Bồng"]),
        ("ho ngheo son dong bac giang", ["Xã Sơn Động"], ["Huyện Sơn Động"]),
        ("Đắk Lắk tỷ lệ nghèo", ["Tỉnh Đắk Lắk"], ["Tỉnh Đắk Lắk"]),
        ("xã tôi có bao nhiêu hộ nghèo", [], []),
    ],
)
def test_a_figure_is_asked_for_with_or_without_marks_and_by_former_names(
    typed: str, today: list[str], before: list[str]
) -> None:
    answer = found(typed)
    assert answer.indicators[0] == POVERTY
    assert [unit.label() for unit in answer.current] == today
    assert [unit.label() for unit in answer.former] == before


def test_a_name_that_many_bear_gives_all_of_them() -> None:
    names = {unit.label() for unit in found("ho ngheo tan an").current}
    assert {"Xã Tân An", "Phường Tân An"} <= names


def test_what_a_place_belonged_to_tells_it_from_others_of_its_name() -> None:
    assert len(found("ho ngheo son dong").current) > 1
    assert [unit.parent_code for unit in found("ho ngheo son dong bac giang").current] == ["24"]


@pytest.mark.parametrize(
    ("typed", "year"), [("hộ nghèo Sơn Hà từ năm 2021", 2021), ("hộ nghèo Sơn Hà", None)]
)
def test_the_year_is_no_part_of_the_indicator(typed: str, year: int | None) -> None:
    answer = found(typed)
    assert (answer.indicators[0], answer.since) == (POVERTY, year)


@pytest.mark.parametrize(
    "typed", ["Sơn Động", "giải ngân dự án 4", "dân tộc", "báo cáo giám sát", "", "?!", "nghèo " * 20]
)
def test_other_words_ask_for_no_figure(typed: str) -> None:
    assert asked(typed) is None


def test_without_a_place_an_indicator_must_be_named_in_full() -> None:
    assert found("học sinh dân tộc thiểu số").indicators == ("GSO_EM_PUPILS",)
    assert asked("học sinh") is None


@pytest.mark.parametrize("typed", ["ho ngheo", "hộ nghèo", "so ho ngheo nam 2021", "dien tich", "mu chu"])
def test_words_that_name_an_indicator_in_full_name_no_place(typed: str) -> None:
    """Phường Hồ, Xã Diên Tích and others are spelt like parts of them without marks."""
    found = asked(typed)
    assert found is not None
    assert (found.place, found.current, found.former) == ("", (), ())


def test_every_indicator_of_the_file_of_wordings_is_defined() -> None:
    kept = yaml.safe_load((schemas_path() / "search" / "figures.yaml").read_text("utf-8"))
    assert set(kept["wordings"]) <= set(definitions())
