"""A version of a table is cited in the forms that people and reference managers take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dtts.citation import Citation, bibtex, citation_text, csl_json, ris

CITATION = Citation(
    key="diem-ho-tro.diem.v2",
    author=dict.fromkeys(("vi", "en"), "Ban Dân tộc tỉnh Bắc Ninh"),
    title={"vi": "Điểm hỗ trợ: 100% xã", "en": "Support points & more"},
    version=2,
    published=date(2026, 11, 7),
    portal={"vi": "Cổng dữ liệu", "en": "Data portal"},
    address="https://example.org/dataset/diem_ho/diem/v/2",
    sha256="ab" * 32,
    licence="CC-BY-4.0",
)
MARKED = replace(CITATION, mark={"vi": "Dữ liệu minh họa", "en": "Demonstration data"})


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        (
            "vi",
            "Ban Dân tộc tỉnh Bắc Ninh (2026). Điểm hỗ trợ: 100% xã (phiên bản 2, công bố ngày 07/11/2026) "
            "[Tập dữ liệu]. Cổng dữ liệu. https://example.org/dataset/diem_ho/diem/v/2",
        ),
        (
            "en",
            "Ban Dân tộc tỉnh Bắc Ninh (2026). Support points & more (version 2, published 7 Nov 2026) "
            "[Data set]. Data portal. https://example.org/dataset/diem_ho/diem/v/2",
        ),
    ],
)
def test_a_line_names_who_when_what_and_where(lang, line):
    assert citation_text(CITATION, lang) == line


def test_bibtex_makes_letters_harmless_that_tex_would_act_on():
    entry = bibtex(CITATION, "en")
    assert r"title = {{Support points \& more}}," in entry
    assert "url = {https://example.org/dataset/diem_ho/diem/v/2}," in entry
    assert r"100\% xã" in bibtex(CITATION, "vi")
    assert entry.startswith("@misc{diem-ho-tro.diem.v2,\n")
    assert "month = nov," in entry


@pytest.mark.parametrize("text", ["a\\b", "{a}", "x^2 ~ y_1", "$5 #1"])
def test_braces_in_bibtex_stay_balanced(text):
    entry = bibtex(replace(CITATION, author={"vi": text}), "vi")
    plain = entry.replace("\\{", "").replace("\\}", "")
    assert plain.count("{") == plain.count("}")


def test_ris_is_one_record_of_a_data_set():
    lines = ris(CITATION, "vi").split("\r\n")
    assert (lines[0], lines[-2]) == ("TY  - DATA", "ER  - ")
    assert "DA  - 2026/11/07/" in lines
    assert "ET  - 2" in lines


def test_a_line_of_ris_never_breaks():
    broken = replace(CITATION, author={"vi": "Ban\r\nER  - "})
    assert ris(broken, "vi").count("\r\n") == ris(CITATION, "vi").count("\r\n")


def test_csl_json_gives_the_agency_as_one_name():
    (item,) = csl_json(CITATION, "vi")
    assert item["author"] == [{"literal": "Ban Dân tộc tỉnh Bắc Ninh"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 7]]}
    assert (item["type"], item["version"]) == ("dataset", "2")


@pytest.mark.parametrize("form", [citation_text, bibtex, ris, lambda *of: csl_json(*of)[0]["title"]])
def test_demonstration_data_are_cited_as_such(form):
    assert "Dữ liệu minh họa" in form(MARKED, "vi")
    assert "Demonstration data" in form(MARKED, "en")
