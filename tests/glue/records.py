"""Datasets and agencies that the glue tests create through CKAN's actions."""

from __future__ import annotations

import uuid
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
from ckan.tests.factories import Sysadmin

EVALUATION = {
    "type": "evaluation",
    "title": "Giám sát thử",
    "evaluation_kind": "annual",
    "evaluator": "Cơ quan thử",
    "method": "Xem tại chỗ.",
    "method_en": "Looked on the spot.",
    "findings": "Có việc cần làm.",
    "findings_en": "There is something to do.",
}
"""Fields of a dataset of monitoring, beside those of every dataset."""


def agency(name: str = "ban-dan-toc-bac-ninh", title: str = "Ban Dân tộc tỉnh Bắc Ninh") -> dict[str, Any]:
    """An organisation, made once."""
    # Not by organization_show, which asks Solr: some tests do without it.
    known = model.Group.get(name)
    if known:
        return {"id": known.id, "name": known.name, "title": known.title}
    return tk.get_action("organization_create")(_as_site(), {"name": name, "title": title})


def dataset(**fields: Any) -> dict[str, Any]:
    """A dataset of type `register` with everything required, changed by `fields`."""
    data = {
        "type": "register",
        "name": f"bo-{uuid.uuid4().hex[:12]}",
        "title": "Danh mục thử",
        "notes": "Mô tả.",
        "owner_org": agency()["id"],
        "license_id": "CC-BY-4.0",
        "area_id": ["VN"],
        "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
        "contact_name": "Phòng Kế hoạch",
        "provenance": "Lập từ văn bản công bố.",
    }
    return tk.get_action("package_create")(_as_site(), {**data, **fields})


def administrator(name: str = "quan-tri") -> tuple[str, str]:
    """Name of a user who may do everything, and an API token."""
    if model.User.get(name) is None:
        Sysadmin(name=name)
    token = tk.get_action("api_token_create")(
        _as_site(), {"user": name, "name": "thu", "expires_in": 1, "unit": 86400}
    )
    return name, token["token"]


def patch(dataset_id: str, **fields: Any) -> dict[str, Any]:
    """Change some fields of a dataset."""
    return tk.get_action("package_patch")(_as_site(), {"id": dataset_id, **fields})


def found(words: str, **params: Any) -> list[str]:
    """Titles that `package_search` gives for these words, best first."""
    answer = tk.get_action("package_search")({"ignore_auth": True}, {"q": words, "rows": 100, **params})
    return [hit["title"] for hit in answer["results"]]


def _as_site() -> dict[str, Any]:
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"ignore_auth": True, "user": user["name"]}
