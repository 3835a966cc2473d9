"""A register kept by people: its difference first, then the ordinary road, then the portal goes by it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from ckanext.dtts.registers import published
from dtts.registers import rows
from glue.records import agency, dataset

AGENCY, DATASET, REGISTER = "ban-quan-tri-cong-du-lieu", "co-quan-cong-tac-dan-toc", "agencies"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def register(site: CKANTestApp) -> str:
    """The dataset that holds the register of agencies, with a keeper; the name of the keeper."""
    with site.flask_app.test_request_context():
        dataset(name=DATASET, title="Cơ quan", owner_org=agency(AGENCY, "Ban quản trị")["id"])
        keeper = str(factories.User()["name"])
        asked = {"user": keeper, "role": "register_keeper"}
        tk.get_action("dtts_grant_create")({"ignore_auth": True, "user": keeper}, asked)
        return keeper


@pytest.fixture(autouse=True)
def place(site: CKANTestApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the published registers, and a request for actions to ask for the language."""
    monkeypatch.setitem(tk.config, "ckanext.dtts.registers_folder", str(tmp_path))
    published.look_again()
    with site.flask_app.test_request_context():
        yield tmp_path
    model.Session.remove()
    published.look_again()


def changed(**cells: str) -> list[Row]:
    """The register of the package with other cells in its first row."""
    first, *others = rows(REGISTER)
    return [{**first, **cells}, *others]


def call(action: str, user: str, new: list[Row], **more: str) -> dict[str, Any]:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(new[0]))
    writer.writeheader()
    writer.writerows(new)
    upload = FileStorage(io.BytesIO(text.getvalue().encode()), filename="agencies.csv")
    asked = {"register": REGISTER, "upload": upload, **more}
    answer: dict[str, Any] = tk.get_action(action)({"user": user}, asked)
    return answer


def test_the_difference_names_the_cells_and_keeps_nothing(register: str) -> None:
    found = call("dtts_register_difference", register, changed(role_vi="Vai trò mới"))
    assert [one["cells"]["role_vi"][1] for one in found["changed"]] == ["Vai trò mới"]
    assert (found["added"], found["removed"], found["refusals"]) == ([], [], [])
    assert published.folder() is None


@pytest.mark.parametrize("twice", [True, False], ids=["key-twice", "orphan"])
def test_a_version_with_a_key_twice_or_an_orphan_is_not_taken(register: str, twice: bool) -> None:
    new = [*rows(REGISTER), rows(REGISTER)[0]] if twice else changed(successor="khong-co")
    assert call("dtts_register_difference", register, new)["refusals"]
    with pytest.raises(tk.ValidationError):
        call("dtts_register_load", register, new, legal_basis="QĐ 1/2026")


def test_nobody_but_a_keeper_may(register: str) -> None:
    stranger = factories.User()["name"]
    with pytest.raises(tk.NotAuthorized):
        call("dtts_register_load", stranger, rows(REGISTER), legal_basis="QĐ 1/2026")


def test_a_version_without_its_legal_basis_is_refused(register: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        call("dtts_register_load", register, rows(REGISTER))
    assert "legal_basis" in refused.value.error_dict


def test_the_portal_goes_by_a_version_once_it_is_published(register: str, work: Callable[..., int]) -> None:
    answer = call("dtts_register_load", register, changed(role_vi="Vai trò mới"), legal_basis="QĐ 1/2026")
    assert published.folder() is None
    assert work() == 0
    published.look_again()
    folder = published.folder()
    assert folder is not None
    assert rows(REGISTER, folder)[0]["role_vi"] == "Vai trò mới"
    assert rows("admin_units", folder) == rows("admin_units")
    shown = tk.get_action("dtts_submission_show")(
        {"ignore_auth": True, "user": register}, {"id": answer["submissions"][0]["id"]}
    )
    assert [event["note"] for event in shown["events"] if event["kind"] == "legal-basis"] == ["QĐ 1/2026"]
