"""Dataset types as CKAN and scheming use them: forms that staff fill, datasets that the API makes."""

from __future__ import annotations

from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import MultiDict

from dtts.catalogue import dataset_type_names
from glue.portal_fixtures import application
from glue.records import agency, dataset

TYPES = dataset_type_names()

# What a type asks for beyond the common fields.
ALSO_REQUIRED: dict[str, dict[str, Any]] = {
    "evaluation": {"evaluation_kind": "mid_term"},
    "event": {"event_kind": "training", "event_mode": "hybrid"},
    "document": {"document_kind": "decision"},
    "expert": {"host_agency": "Sở Dân tộc và Tôn giáo"},
}


@pytest.fixture(scope="module")
def staff(empty_portal: None) -> dict[str, str]:
    """Headers of somebody who may make datasets."""
    user = tk.get_action("user_create")(
        {"ignore_auth": True, "user": "staff"},
        {"name": "staff", "email": "staff@example.org", "password": "một-mật-khẩu-dài-1"},
    )
    model.User.get(user["id"]).sysadmin = True
    model.Session.commit()
    agency()
    token = tk.get_action("api_token_create")(
        {"ignore_auth": True}, {"user": "staff", "name": "tests", "expires_in": 1, "unit": 86400}
    )
    return {"Authorization": token["token"]}


@pytest.fixture(scope="module")
def app(empty_portal: None) -> CKANTestApp:
    return application()


def schema(name: str) -> dict[str, Any]:
    return tk.get_action("scheming_dataset_schema_show")({"ignore_auth": True}, {"type": name})


def form(app: CKANTestApp, staff: dict[str, str], path: str) -> BeautifulSoup:
    answer = app.get(path, headers=staff, status=200)
    return BeautifulSoup(answer.body, "html.parser")


def field_names(page: BeautifulSoup) -> set[str]:
    return {tag["name"] for tag in page.select("input[name], select[name], textarea[name]")}


@pytest.mark.parametrize("name", TYPES)
def test_the_form_of_a_type_asks_for_all_its_fields(
    app: CKANTestApp, staff: dict[str, str], name: str
) -> None:
    page = form(app, staff, f"/{name}/new")
    expected = {field["field_name"] for field in schema(name)["dataset_fields"]}
    assert expected - field_names(page) == set()


@pytest.mark.parametrize(("prefix", "label"), [("", "Địa bàn"), ("/en", "Areas covered")])
def test_the_form_speaks_the_reader_s_language(
    app: CKANTestApp, staff: dict[str, str], prefix: str, label: str
) -> None:
    page = form(app, staff, f"{prefix}/finance/new")
    assert label in page.find("label", attrs={"for": "field-area_id"}).get_text()


def some_value(field: dict[str, Any]) -> Any:
    """A value that the field takes, by the way its form asks for it."""
    asked = field["form_snippet"]
    if asked == "multiple_checkbox.html":
        return [choice["value"] for choice in field["choices"][:2]]
    if asked == "multiple_text.html":
        return ["GSO_POVERTY_RATE", "GSO_LITERACY_15"]
    if asked == "select.html":
        return field["choices"][-1]["value"]
    if asked == "date.html":
        return "2025-07-01"
    if asked == "markdown.html":
        return "Nội dung\n\ncó *dấu*."
    return "https://example.org/trang" if "url_validator" in field["validators"] else "Nội dung"


def everything(name: str) -> dict[str, Any]:
    """A value for every field of the type."""
    specific = [
        field for field in schema(name)["dataset_fields"] if not field.get("preset", "").startswith("dtts_")
    ]
    return {
        **{field["field_name"]: some_value(field) for field in specific},
        "type": name,
        "title_en": "In English",
        "notes_en": "Described.",
        "theme": "society",
        "programme_item": "DA10.TDA2.ND02",
        "area_id": ["24@since-2025-07", "51@pre-2025-07"],
        "period_start": "2021-01-01",
        "period_end": "2025-12-31",
        "legal_basis": "194/2025/NĐ-CP",
        "publication_decision": "15/QĐ-UBND",
        "contact_email": "phongtonghop@example.org",
        "contact_uri": "https://example.org/lien-he",
        "producer": "Tổng cục Thống kê",
        "source_url": "https://example.org/nguon",
        "quality_notes": "Số sơ bộ.",
        "demo": "true",
    }


@pytest.mark.parametrize("name", TYPES)
def test_a_dataset_made_by_the_api_comes_back_as_it_was_sent(staff: dict[str, str], name: str) -> None:
    sent = everything(name)
    made = dataset(**sent)
    shown = tk.get_action("package_show")({"ignore_auth": True}, {"id": made["id"]})
    assert {key: shown[key] for key in sent} == sent


@pytest.mark.parametrize("name", TYPES)
def test_the_edit_form_shows_what_the_dataset_holds(
    app: CKANTestApp, staff: dict[str, str], name: str
) -> None:
    made = dataset(type=name, area_id=["24@since-2025-07"], **ALSO_REQUIRED.get(name, {}))
    page = form(app, staff, f"/{name}/edit/{made['name']}")
    assert page.select_one('input[name="area_id"]')["value"] == "24@since-2025-07"
    assert page.select_one('select[name="license_id"] option[selected]')["value"] == "CC-BY-4.0"


def filled(page: BeautifulSoup) -> MultiDict[str, str]:
    """What a browser would send of the form as it stands."""
    sent: MultiDict[str, str] = MultiDict({"save": ""})  # the button that was pressed
    for tag in page.select("form#dataset-edit input[name], form#dataset-edit textarea[name]"):
        if tag.get("type") not in ("checkbox", "radio", "file", "submit") or tag.has_attr("checked"):
            text = tag.get_text().removeprefix("\n") if tag.name == "textarea" else tag.get("value", "")
            sent.add(tag["name"], text)
    for tag in page.select("form#dataset-edit select[name]"):
        chosen = tag.select("option[selected]") or (
            [] if tag.has_attr("multiple") else tag.select("option")[:1]
        )
        for option in chosen:
            sent.add(tag["name"], option["value"])
    return sent


@pytest.mark.parametrize("name", TYPES)
def test_saving_a_form_unchanged_changes_nothing(app: CKANTestApp, staff: dict[str, str], name: str) -> None:
    made = dataset(**everything(name), tag_string="đất ở,giảm nghèo")
    page = form(app, staff, f"/{name}/edit/{made['name']}")
    app.post(
        f"/{name}/edit/{made['name']}", data=filled(page), headers=staff, follow_redirects=False, status=302
    )
    saved = tk.get_action("package_show")({"ignore_auth": True}, {"id": made["id"]})
    kept = [key for key in made if key not in ("metadata_modified", "tags")]
    assert {key: saved[key] for key in kept} == {key: made[key] for key in kept}
    assert [tag["name"] for tag in saved["tags"]] == ["giảm nghèo", "đất ở"]


def test_a_form_sent_without_script_makes_a_dataset(app: CKANTestApp, staff: dict[str, str]) -> None:
    fields = {
        "title": "Điểm hỗ trợ ở Bắc Ninh", "name": "diem-ho-tro-bac-ninh", "notes": "Danh sách điểm.",
        "owner_org": agency()["id"], "license_id": "official-facts", "area_id": ["24@since-2025-07", ""],
        "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
        "facility_kind": ["it_support_point", "school"], "period_start": "2026-01-01",
        "contact_name": "Phòng Tổng hợp", "provenance": "Báo cáo của xã.", "demo": "false", "_ckan_phase": "",
    }  # fmt: skip
    app.post("/facility/new", data=fields, headers=staff, follow_redirects=False, status=302)
    made = tk.get_action("package_show")({"ignore_auth": True}, {"id": "diem-ho-tro-bac-ninh"})
    assert made["area_id"] == ["24@since-2025-07"]
    assert made["facility_kind"] == ["it_support_point", "school"]
    assert made["license_title"] == "Official facts, reuse with attribution"


def test_a_dataset_is_no_demonstration_unless_it_says_so(staff: dict[str, str]) -> None:
    assert dataset()["demo"] == "false"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("area_id", []),
        ("area_id", ["24"]),
        ("area_id", ["24@since-2025-07", "62@since-2025-07"]),
        ("notes", ""),
        ("frequency", "every now and then"),
        ("license_id", "mine"),
        ("programme_item", "DA99"),
        ("demo", "maybe"),
        ("contact_name", ""),
        ("provenance", ""),
        ("contact_email", "not an address"),
        ("contact_uri", "javascript:alert(1)"),
        ("period_start", "31/12/2025"),
    ],
)
def test_a_dataset_with_a_bad_value_is_refused_by_field(
    staff: dict[str, str], field: str, value: Any
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        dataset(**{field: value})
    assert list(refused.value.error_dict) == [field]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"period_start": "2025-12-31", "period_end": "2025-01-01"}, "period_end"),
        ({"type": "event", "event_start": "2026-05-02", "event_end": "2026-05-01"}, "event_end"),
        ({"type": "document", "effective_from": "2026-01-01", "effective_to": "2025-12-31"}, "effective_to"),
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(
    staff: dict[str, str], fields: dict[str, str], wrong: str
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        dataset(**{**ALSO_REQUIRED.get(fields.get("type", ""), {}), **fields})
    assert list(refused.value.error_dict) == [wrong]


def test_a_period_of_one_day_is_accepted(staff: dict[str, str]) -> None:
    made = dataset(period_start="2026-01-01", period_end="2026-01-01")
    assert (made["period_start"], made["period_end"]) == ("2026-01-01", "2026-01-01")


@pytest.mark.parametrize("licence", ["official-facts", "CC-BY-4.0", "GPL-3.0-only"])
def test_a_licence_has_its_own_title(staff: dict[str, str], licence: str) -> None:
    titles = {one["id"]: one["title"] for one in tk.get_action("license_list")({"ignore_auth": True}, {})}
    assert dataset(license_id=licence)["license_title"] == titles[licence] != licence
