"""Keeps every way but the road away from what is published.

CKAN's own actions let an editor make resources, change them, upload files to them and write into the
DataStore: each of these would publish rows that nobody checked. A dataset may link to a document elsewhere;
files and rows come by the road alone, whoever sends them.
"""

from __future__ import annotations

import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.types import Context

from ckanext.dtts.errors import RefusedError, refusal
from ckanext.dtts.model import Submission, Table
from ckanext.dtts.road.datastore import in_place
from ckanext.dtts.road.resource import URL_TYPE
from dtts.catalogue import dataset_type_names

ON_THE_ROAD = "dtts_road"
# What CKAN calls resources whose bytes or rows lie here, and not at a link.
HELD_HERE = (URL_TYPE, "upload", "datastore")
# What an editor may change by hand in the resource of a table; everything else tells of the version.
BY_HAND = frozenset({"name", "name_en", "description", "description_en"})


def dataset_type(data_dict: dict[str, Any]) -> None:
    """Refuse a new dataset of a type that has no form: CKAN would take it without any of our fields."""
    given = data_dict.get("type")
    if given not in dataset_type_names():
        listed = ", ".join(dataset_type_names())
        raise refusal(
            RefusedError(
                "type",
                "unknown-dataset-type",
                f"Loại bộ dữ liệu phải là một trong: {listed}.",
                f"The type of a dataset must be one of: {listed}.",
            )
        )


def resources(context: Context, data_dict: dict[str, Any]) -> None:
    """Let an edit of a dataset neither bring files nor add, drop or change what the road says of tables."""
    if context.get(ON_THE_ROAD) or not isinstance(data_dict.get("resources"), list):
        return
    kept = _tables_of(data_dict)
    for resource in data_dict["resources"]:
        stored = kept.pop(resource.get("id"), None)
        if stored is not None:
            _restore(resource, stored)
        elif resource.get("url_type") in HELD_HERE or resource.get("upload"):
            raise _only_by_submission("resources")
    if kept:
        raise _only_by_submission("resources")


def datastore(context: Context) -> None:
    """Refuse writing into the DataStore by hand, into whatever table."""
    if not context.get(ON_THE_ROAD):
        raise _only_by_submission("resource_id")


def purge(data_dict: dict[str, Any]) -> None:
    """Refuse to erase a dataset to which something was sent: the log and its versions would lead nowhere."""
    package = model.Package.get(data_dict.get("id"))
    sent = sa.select(Submission.id).join(Table, Table.id == Submission.table_id)
    if package is not None and model.Session.scalar(sent.where(Table.package_id == package.id).limit(1)):
        raise refusal(
            RefusedError(
                "id",
                "holds-submissions",
                "Bộ dữ liệu đã có lần gửi nên không xóa hẳn được; hãy rút các phiên bản rồi xóa thường.",
                "Files were sent to this dataset: it is not purged; withdraw its versions, then delete it.",
            )
        )


def withdrawn(data_dict: dict[str, Any]) -> None:
    """Refuse reading what the DataStore still holds of a version that was withdrawn: ObjectNotFound."""
    found = _table_at(data_dict)
    held = in_place(uuid.UUID(found)) if found else None
    submission = model.Session.get(Submission, held) if held else None
    if submission is not None and submission.state == "withdrawn":
        raise tk.ObjectNotFound("withdrawn")


def _table_at(data_dict: dict[str, Any]) -> str | None:
    """Id of the table of ours whose rows a call to the DataStore asks for."""
    identifier = data_dict.get("resource_id") or data_dict.get("id")
    found = model.Resource.get(identifier) if isinstance(identifier, str) else None
    return found.id if found is not None and found.url_type == URL_TYPE else None


def _tables_of(data_dict: dict[str, Any]) -> dict[str, model.Resource]:
    package = model.Package.get(data_dict.get("id") or data_dict.get("name"))
    found = package.resources if package else []
    return {resource.id: resource for resource in found if resource.url_type == URL_TYPE}


def _restore(resource: dict[str, Any], stored: model.Resource) -> None:
    table = model.Session.get(Table, stored.id)
    for key in ("name", "name_en"):
        if table is not None and resource.get(key):
            setattr(table, key, resource[key])
    described = {**_columns(stored), **stored.extras}
    resource.update({key: value for key, value in described.items() if key not in BY_HAND})


def _columns(stored: model.Resource) -> dict[str, Any]:
    plain = ("url", "url_type", "format", "hash", "mimetype", "size")
    moment = stored.last_modified.isoformat() if stored.last_modified else None
    return {**{key: getattr(stored, key) for key in plain}, "last_modified": moment}


def _only_by_submission(field: str) -> tk.ValidationError:
    return refusal(
        RefusedError(
            field,
            "only-by-submission",
            "Bảng dữ liệu chỉ thay đổi bằng cách gửi tệp mới; không sửa, thêm hay xóa trực tiếp.",
            "A table changes only by sending a new file; it is not edited, added or removed by hand.",
        )
    )
