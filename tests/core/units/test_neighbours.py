"""Provinces that lie beside each other, from the pieces that their outlines share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dtts.units.neighbours import neighbours


@pytest.mark.parametrize(
    ("code", "beside"),
    [
        ("51", ("48", "52")),  # Quảng Ngãi: Đà Nẵng, Gia Lai
        ("96", ("91", "92")),  # Cà Mau: An Giang, Cần Thơ
        ("11", ("12", "14")),  # Điện Biên: Lai Châu, Sơn La
        ("99", ()),
    ],
)
def test_a_province_has_those_beside_it(code, beside):
    assert neighbours(code) == beside


def test_whoever_lies_beside_another_has_it_beside_itself():
    codes = [f"{number:02d}" for number in range(100)]
    pairs = {(code, other) for code in codes for other in neighbours(code)}
    assert len({code for code, _ in pairs}) == 34
    assert all((other, code) in pairs and other != code for code, other in pairs)


def test_a_piece_that_is_gone_along_backwards_is_the_same_piece(tmp_path: Path):
    shapes = [
        {"properties": {"code": "01"}, "arcs": [[0, 1]]},
        {"properties": {"code": "02"}, "arcs": [[[~1, 2]]]},
        {"properties": {"code": "03"}, "arcs": [[3]]},
    ]
    topology = {"objects": {"provinces": {"geometries": shapes}}}
    (tmp_path / "provinces_34.topojson").write_text(json.dumps(topology), encoding="utf-8")
    assert neighbours("01", tmp_path) == ("02",)
    assert neighbours("03", tmp_path) == ()
