"""CKAN's and scheming's forms work in our frame, for every type of dataset, in both languages."""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from dtts import catalogue
from glue.pages.conftest import Read
from glue.records import agency
from glue.road.people import People

TYPES = catalogue.dataset_type_names()


def shown_fields(name: str) -> list[dict[str, Any]]:
    """The fields of a type that its form shows."""
    schema = tk.h.scheming_get_dataset_schema(name)
    return [field for field in schema["dataset_fields"] if field.get("form_snippet", "") is not None]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", TYPES)
def test_the_form_of_a_new_dataset_shows_every_field(name: str, lang: str, read: Read) -> None:
    page = read(f"{'/en' if lang == 'en' else ''}/{name}/new", role="sender")
    form = page.find("form", id="dataset-edit")
    text = form.get_text(" ")
    for field in shown_fields(name):
        label = field["label"]
        assert label[lang] in text, field["field_name"]
    assert {box["name"] for box in form.find_all(["input", "select", "textarea"]) if box.get("name")} >= {
        "title",
        "owner_org",
        "license_id",
        "_ckan_phase",
    }


@pytest.mark.parametrize("name", TYPES)
def test_a_dataset_is_made_and_changed_through_its_form(
    name: str, web: CKANTestApp, people: People, read: Read
) -> None:
    form = read(f"/{name}/new", role="sender").find("form", id="dataset-edit")
    values = (
        required_texts(name)
        | filled(form)
        | {"name": f"thu-bieu-mau-{name.replace('_', '-')}", "title": "Thử biểu mẫu"}
    )
    answer = web.post(f"/{name}/new", data=values, headers=people.token("sender"), follow_redirects=False)
    assert answer.status_code == 302, problems(answer.text)

    edit = f"/{name}/edit/{values['name']}"
    again = filled(read(edit, role="sender").find("form", id="dataset-edit"))
    assert again["title"] == "Thử biểu mẫu"
    answer = web.post(
        edit, data=again | {"title": "Đã sửa"}, headers=people.token("sender"), follow_redirects=False
    )
    assert answer.status_code == 302, problems(answer.text)
    assert read(f"/dataset/{values['name']}", role="sender").h1.get_text() == "Đã sửa"


def test_a_form_sent_empty_says_which_fields_are_missing(web: CKANTestApp, people: People) -> None:
    answer = web.post("/register/new", data={"save": "", "title": ""}, headers=people.token("sender"))
    errors = BeautifulSoup(answer.text, "html.parser").find(class_="error-explanation").get_text(" ")
    assert "Tên bộ dữ liệu" in errors


def test_the_form_of_an_agency_names_the_kind_of_upload(read: Read, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        read("/organization/new", role="sysadmin")
    assert not [line for line in caplog.messages if "uploads_enabled" in line]


def required_texts(name: str) -> dict[str, str]:
    """What a person would have to write."""
    return {field["field_name"]: "Bài thử" for field in shown_fields(name) if field.get("required")}


def filled(form: BeautifulSoup) -> dict[str, str]:
    """What a browser would send, without the boxes that are empty."""
    sent: dict[str, str] = {}
    for box in form.find_all(["input", "textarea", "select"]):
        name = box.get("name")
        if not name or box.get("type") in ("submit", "checkbox", "radio"):
            continue
        sent[name] = chosen(box)
    kept = {name: value for name, value in sent.items() if value}
    return kept | {"save": ""} | first_values(form) | {"owner_org": agency()["id"], "private": "False"}


def first_values(form: BeautifulSoup) -> dict[str, str]:
    """The area of the first box, which is required and has no default."""
    area = form.find("input", attrs={"name": lambda name: bool(name) and name.startswith("area_id")})
    return {area["name"]: area.get("value") or "VN"}


def chosen(box: Any) -> str:
    """The text of a box; of a list what is selected, else its first choice."""
    if box.name == "textarea":
        return str(box.get_text().strip())
    if box.name != "select":
        return str(box.get("value") or "")
    options = box.find_all("option")
    picked = [option for option in options if option.has_attr("selected")] or [
        option for option in options if option.get("value")
    ]
    return str(picked[0]["value"]) if picked else ""


def problems(text: str) -> str:
    """The list of errors of a form that came back."""
    found = BeautifulSoup(text, "html.parser").find(class_="error-explanation")
    return found.get_text(" ", strip=True) if found else text[:400]
