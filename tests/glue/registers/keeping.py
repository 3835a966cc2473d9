"""A keeper of registers, the datasets that hold them, and what the keeper does through the actions."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import RegisterVersion, Submission
from ckanext.dtts.registers import published
from dtts.registers import rows
from glue.records import agency, dataset

AGENCY = "ban-quan-tri-cong-du-lieu"
DATASETS = {
    "agencies": "co-quan-cong-tac-dan-toc",
    "programmes": "danh-muc-du-an-chuong-trinh",
    "area_list_members": "danh-sach-phan-dinh-khu-vuc",
    "admin_units": "don-vi-hanh-chinh",
    "ethnic_groups": "cac-dan-toc-viet-nam",
}
BASIS = "QĐ 1/2026"
Row = dict[str, Any]


@pytest.fixture(scope="module")
def keeper(site: CKANTestApp) -> str:
    """The name of a keeper, on a portal whose datasets for registers hold no table yet."""
    with site.flask_app.test_request_context():
        owner = agency(AGENCY, "Ban quản trị")["id"]
        for name in DATASETS.values():
            dataset(name=name, title=name, owner_org=owner)
        found = str(factories.User()["name"])
        asked = {"user": found, "role": "register_keeper"}
        tk.get_action("dtts_grant_create")({"ignore_auth": True, "user": found}, asked)
        return found


@pytest.fixture(autouse=True)
def place(site: CKANTestApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the published registers, and a request for actions to ask for the language."""
    monkeypatch.setitem(tk.config, "ckanext.dtts.registers_folder", str(tmp_path))
    published.look_again()
    with site.flask_app.test_request_context():
        yield tmp_path
    model.Session.remove()
    published.look_again()


def changed(register: str = "agencies", **cells: str | None) -> list[Row]:
    """The register in force with other cells in its first row."""
    first, *others = rows(register, published.folder())
    return [{**first, **cells}, *others]


def as_csv(new: list[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(new[0]))
    writer.writeheader()
    writer.writerows(new)
    return text.getvalue().encode()


def as_workbook(new: list[Row]) -> bytes:
    book = Workbook()
    book.active.append(list(new[0]))
    for row in new:
        book.active.append(list(row.values()))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def call(action: str, user: str, new: list[Row] | bytes | None, **more: Any) -> dict[str, Any]:
    """The answer of an action on a register (agencies unless told) to a file with these rows."""
    asked = {"register": "agencies", **more}
    name = asked.pop("named", "new.csv")
    if new is not None:
        content = new if isinstance(new, bytes) else as_csv(new)
        asked["upload"] = FileStorage(io.BytesIO(content), filename=name)
    answer: dict[str, Any] = tk.get_action(action)({"user": user}, asked)
    return answer


def compare(user: str, new: list[Row] | bytes | None, **more: Any) -> dict[str, Any]:
    return call("dtts_register_difference", user, new, **more)


def load(user: str, new: list[Row] | bytes | None, **more: Any) -> dict[str, Any]:
    return call("dtts_register_load", user, new, **{"legal_basis": BASIS, **more})


def seen(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The submissions of an answer as they stand now."""
    model.Session.remove()
    asked = [{"id": each["id"]} for each in answer["submissions"]]
    return [tk.get_action("dtts_submission_show")({"ignore_auth": True}, each) for each in asked]


def overtake(answer: dict[str, Any]) -> None:
    """Let the state that a version was compared with be another one than is published."""
    submission = model.Session.get_one(Submission, uuid.UUID(answer["submissions"][0]["id"]))
    version = model.Session.get_one(RegisterVersion, submission.register_version_id)
    version.base = "0" * 64
    model.Session.commit()


def code_of(refused: pytest.ExceptionInfo[tk.ValidationError]) -> str:
    """The stable word of a refusal."""
    return str(refused.value.dtts_refusal.code)
