"""Boundaries can be replaced by the operator, but not by a country without its archipelagos or without a source."""

from __future__ import annotations

import json
import shutil

import pytest

from dtts.catalogue import schemas_path
from dtts.errors import UsageError
from dtts.maps import boundary_source, communes, provinces

SHIPPED = schemas_path() / "boundaries"


@pytest.fixture
def folder(tmp_path):
    for name in ("provinces_34.geojson", "communes_12.geojson", "source.json"):
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


def change(path, changed):
    path.write_text(json.dumps(changed(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")


def test_the_operators_own_outlines_and_sentence_are_taken(folder):
    change(folder / "source.json", lambda _: {"vi": "Ranh giới: cơ quan A", "en": "Boundaries: office A"})
    change(folder / "communes_12.geojson", lambda known: {**known, "features": known["features"][:2]})
    assert boundary_source(folder)["vi"] == "Ranh giới: cơ quan A"
    assert len(communes("12", folder)) == 2
    assert len(communes("12")) > 2


@pytest.mark.parametrize("code", ["48", "56"])
def test_a_country_without_hoang_sa_or_truong_sa_is_never_drawn(folder, code):
    def mainland(known):
        for feature in known["features"]:
            if feature["properties"]["code"] == code:
                shape = feature["geometry"]
                shape["coordinates"] = [each for each in shape["coordinates"] if each[0][0][0] < 110]
        return known

    change(folder / "provinces_34.geojson", mainland)
    with pytest.raises(UsageError, match="Hoàng Sa"):
        provinces(folder)


def test_boundaries_without_a_source_are_refused(folder):
    (folder / "source.json").unlink()
    with pytest.raises(UsageError, match=r"source\.json"):
        boundary_source(folder)


def test_the_shipped_ones_say_where_they_are_from_in_both_languages():
    assert all("thanglequoc" in boundary_source()[lang] for lang in ("vi", "en"))
