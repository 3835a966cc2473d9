"""`ckan dtts users`: people to try the portal with, who can send and decide without being the same."""

from __future__ import annotations

import json

import pytest
from ckan import model
from click.testing import CliRunner

from ckanext.dtts import rights
from ckanext.dtts.cli.users import users
from ckanext.dtts.seeding import organisations
from dtts.samples import load_manifest
from glue.road.people import Web


@pytest.fixture(scope="module")
def kept(web: Web, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What the command writes, before there are agencies and after."""
    path = tmp_path_factory.mktemp("users") / "users.json"
    with web.flask_app.test_request_context():
        for _before_and_after in range(2):
            answer = CliRunner().invoke(users, ["--out", str(path)], catch_exceptions=False)
            assert answer.exit_code == 0, answer.output
            for each in load_manifest().organisations:
                organisations.ensure(each)
        CliRunner().invoke(users, ["--out", str(path)], catch_exceptions=False)
        model.Session.remove()
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("name", "sends", "approves"),
    [
        ("sender_commune", {"xa-minh-hoa"}, set()),
        ("approver_commune", {"xa-minh-hoa"}, {"xa-minh-hoa"}),
        ("sender_province", {"tinh-minh-hoa"}, set()),
        ("approver_province", {"tinh-minh-hoa"}, {"tinh-minh-hoa", "xa-minh-hoa"}),
        ("sender", {"ban-quan-tri-cong-du-lieu", "du-lieu-minh-hoa"}, set()),
        ("reader", set(), set()),
    ],
)
def test_each_has_the_rights_that_its_name_says(
    name: str, sends: set[str], approves: set[str], kept: dict[str, dict[str, str]]
) -> None:
    person = model.User.get(kept[name]["role"])
    assert _names(rights.sends_for(person)) == sends
    assert _names(rights.approves_for(person)) == approves


def test_every_one_is_named_as_a_demonstration_in_both_languages(kept: dict[str, dict[str, str]]) -> None:
    assert all("minh họa" in each["name"] and "demonstration" in each["name_en"] for each in kept.values())


def test_seeding_again_leaves_the_place_that_somebody_set(kept: dict[str, dict[str, str]]) -> None:
    planned = next(each for each in load_manifest().organisations if each["name"] == "xa-minh-hoa")
    agency = model.Group.get("xa-minh-hoa")
    settings = rights.settings.settings_of(agency.id)
    assert settings.area_id == planned["area_id"]
    settings.area_id = None
    model.Session.commit()
    organisations.ensure(planned)
    assert rights.settings.settings_of(agency.id).area_id is None


def _names(ids: list[str]) -> set[str]:
    return {model.Group.get(each).name for each in ids}
