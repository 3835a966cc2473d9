"""Names are found however they are spelled, and left open where they mean several places."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from dtts.units import FORMER_ENDS, Ambiguous, Gazetteer, Resolution, Resolved, Unknown, find, resolve
from dtts.vietnamese import fold

TODAY = date(2026, 10, 1)
SPELLINGS = Path(__file__).parents[2] / "fixtures" / "place-names" / "province-spellings.csv"


def code_of(found: Resolution) -> str | None:
    return found.unit.code if isinstance(found, Resolved) else None


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("Xã Trà Bùi", "Quảng Ngãi", "21142"),
        ("xa tra bui", "tinh quang ngai", "21142"),
        ("XÃ TRÀ BÙI", "51", "21142"),
        ("X. Trà  Bùi", "51@pre-2025-07", "21142"),
        ("x.Tra Bui", "H. Trà Bồng, Quảng Ngãi", "21142"),
        (unicodedata.normalize("NFD", "Xã Trà Bùi"), "Quảng Ngãi", "21142"),
        ("Xã Trà Bùi, huyện Trà Bồng, tỉnh Quảng Ngãi", None, "21142"),
        ("TT. Đăk Tô", "Kon Tum", "23401"),
        ("Thị trấn Đak Tô", "Kon Tum", "23401"),
        ("thi tran dak to", "kon tum", "23401"),
        ("Ðà Nẵng", None, "48"),
        ("ÐÀ NẴNG", None, "48"),
        ("Tp.HCM", None, "79"),
        ("TT-Huế", None, "46"),
        ("Tỉnh Thừa Thiên Huế", None, "46"),
        ("TỉnhQuảngNam", None, "49"),
        ("THANHPHOHAIPHONG", None, "31"),
        ("Bac Giang Province", None, "24"),
        ("P01", "Quận Gò Vấp", "26890"),
        ("Phường 1", "Q.Gò Vấp", "26890"),
        ("Phường Phường Đúc", "Huế", "19780"),
        ("H'Neng", "Gia Lai", "23701"),
        ("Xã H’ Neng", "Gia Lai", "23701"),
        ("Xã H Neng", "Gia Lai", "23701"),
        ("Phan Rang – Tháp Chàm", None, "582"),
        ("TP Phan Rang Tháp Chàm", None, "582"),
        ("Tỉnh Thanh Hoá", None, "38"),
        ("Phường Đúc", None, "19780"),
        ("Tỉnh Khánh Hoà", None, "56"),
    ],
)
def test_a_spelling_of_one_place_is_found(gazetteer: Gazetteer, name: str, within: str | None, code: str):
    assert code_of(resolve(gazetteer, name, FORMER_ENDS, within)) == code


@pytest.mark.parametrize(
    ("name", "within", "candidates"),
    [
        ("Tra Bui", None, {"20917", "21142"}),
        ("Quảng Ngãi", None, {"51", "522", "25189"}),
    ],
)
def test_a_name_of_several_places_is_left_open_with_all_of_them(
    gazetteer: Gazetteer, name: str, within: str | None, candidates: set[str]
):
    found = resolve(gazetteer, name, FORMER_ENDS, within)
    assert isinstance(found, Ambiguous)
    assert candidates <= {c.unit.code for c in found.candidates}
    assert found.reason["vi"] and found.reason["en"]


@pytest.mark.parametrize(
    ("name", "within", "reason"),
    [
        ("Xã Trà Bủi", "Quảng Ngãi", "other-marks"),
        ("Xã Trà Bùii", "Quảng Ngãi", "typo"),
        ("Phường Trà Bùi", "Quảng Ngãi", "other-type"),
        ("Xã Phong Vân", "Bắc Ninh", "later-province"),
    ],
)
def test_what_is_only_likely_is_proposed_with_its_reason(
    gazetteer: Gazetteer, name: str, within: str, reason: str
):
    found = resolve(gazetteer, name, FORMER_ENDS, within)
    assert isinstance(found, Ambiguous)
    assert found.candidates[0].reason == reason


def test_better_matches_come_first(gazetteer: Gazetteer):
    found = find(gazetteer, "Xã Trà Bùi", FORMER_ENDS)
    assert [c.unit.code for c in found[:1]] == ["21142"]
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_a_name_is_read_as_of_its_day(gazetteer: Gazetteer):
    assert code_of(resolve(gazetteer, "Tỉnh Bắc Giang", FORMER_ENDS)) == "24"
    assert isinstance(resolve(gazetteer, "Tỉnh Bắc Giang", TODAY), Unknown | Ambiguous)
    assert code_of(resolve(gazetteer, "Xã Lộc Ninh", date(2026, 4, 29), "Đồng Nai")) == "25270"
    assert code_of(resolve(gazetteer, "Phường Lộc Ninh", date(2026, 4, 30), "Đồng Nai")) == "25270"


def test_the_same_number_of_a_ward_is_no_slip_for_another(gazetteer: Gazetteer):
    assert isinstance(resolve(gazetteer, "Phường 99", FORMER_ENDS, "Quận Gò Vấp"), Unknown)


@pytest.mark.parametrize(
    "name", ["", "   ", ".", "Xã", "12/7", "không có nơi này", "x" * 200, "x" * 2_000_000, "\u200b"]
)
def test_nonsense_is_unknown(gazetteer: Gazetteer, name: str):
    assert isinstance(resolve(gazetteer, name, FORMER_ENDS), Unknown)


def test_an_unknown_province_is_named(gazetteer: Gazetteer):
    found = resolve(gazetteer, "Xã Không Đâu", FORMER_ENDS, "Atlantis")
    assert isinstance(found, Unknown)
    assert "Atlantis" in found.reason["vi"]


def test_an_unmarked_name_that_is_also_a_real_one_is_left_open_unless_the_writer_uses_marks(
    gazetteer: Gazetteer,
):
    bare = resolve(gazetteer, "Tra Bui", FORMER_ENDS, level="commune")
    assert isinstance(bare, Ambiguous)
    assert code_of(resolve(gazetteer, "Xã Trà Bui", FORMER_ENDS, level="commune")) == "20917"


def test_six_spellings_of_each_province_lead_to_it_or_to_nothing(gazetteer: Gazetteer):
    """The list also holds other encodings, other languages and codes: those stay unknown, never wrong."""
    provinces = {_key(u.short_name): u.code for u in gazetteer.in_force(FORMER_ENDS, "province")}
    provinces["thua thien hue"] = provinces["hue"]
    counts: Counter[str] = Counter()
    with SPELLINGS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = resolve(gazetteer, row["variant"], FORMER_ENDS, level="province")
            code = provinces.get(_key(row["canonical"]))
            right = code_of(found) == code
            counts["right" if right and code else "wrong" if code_of(found) else type(found).__name__] += 1
    print(f"\n504 spellings of 84 provinces, 21 of them gone before 2025: {dict(counts)}")
    assert counts["wrong"] == 0
    assert counts["right"] > 140


def _key(name: str) -> str:
    return fold(name).replace(" - ", " ")
