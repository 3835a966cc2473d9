"""What actions are done to in these tests: one of each kind for every agency, with all parameters of its kind."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.api_token import decode
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.dtts.feedback.ratings import taking as ratings
from ckanext.dtts.feedback.reports import subject, taking
from ckanext.dtts.feedback.requests import taking as asking
from ckanext.dtts.feedback.reuses import taking as works
from ckanext.dtts.feedback.reuses.entry import Entry
from glue.records import EVALUATION, dataset
from glue.rights.world import PLACES, World, as_site
from glue.road.points import points

TARGETS = ("tinh", "xa", "xa-ben", "tinh-khac")
OF_AGENCIES = frozenset(
    {
        "agency",
        "dataset",
        "draft dataset",
        "entry",
        "feedback",
        "private dataset",
        "rating",
        "recommendation",
        "request",
        "resource",
        "reuse",
        "submission",
    }
)
"""Kinds of which every agency has one; `draft dataset` never had a table published."""

PARAMETERS: Mapping[str, dict[str, Any]] = {
    "dtts_submission_correct": {"groups": ["*"]},
    "dtts_submission_answer": {"answers": {"sheet": "1"}},
    "dtts_grant_create": {"role": "register_keeper"},
    "dtts_table_submit": {"table": "moi", "schema": "it_support_points"},
    "dtts_table_check": {"schema": "it_support_points"},
    "dtts_register_load": {"register": "admin_units", "legal_basis": "1", "base": "0" * 64},
    "dtts_register_difference": {"register": "admin_units"},
    "dtts_submission_reject": {"reason": "thử"},
    "dtts_submission_withdraw": {"reason": "thử"},
    "dtts_publication_call_off": {"reason": "thử"},
    "dtts_publication_undo": {"reason": "thử"},
    "dtts_version_difference": {"version": 1},
    "dtts_version_show": {"version": 1},
    "dtts_source_show": {"id": "nguon"},
    "dtts_source_define": {"definition": "id: nguon"},
    "dtts_source_set": {"id": "nguon", "state": "paused"},
    "dtts_source_run": {"id": "nguon"},
    "dtts_run_show": {"id": "0"},
    "dtts_record_decide": {"id": "0", "decision": "accept"},
    "dtts_notice_setting_update": {"to_act": "daily", "to_know": "daily"},
    "dtts_feedback_decide": {"move": "dismiss", "answer": "Thử"},
    "dtts_request_decide": {"move": "dismiss", "answer": "Thử"},
    "dtts_reuse_decide": {"move": "dismiss", "answer": "Thử"},
    "dtts_rating_decide": {"move": "withdraw", "answer": "Thử"},
    "dtts_recommendation_answer": {"move": "answer", "response": "Thử"},
    "dtts_recommendation_decide": {"move": "withdrawal", "response": "Thử"},
}
"""What an action needs besides naming what it is done to."""


class Subjects:
    """Parameters of an action, by the kind of what it is done to and the agency that this belongs to."""

    def __init__(self, world: World, work: Callable[..., int]) -> None:
        self._world = world
        self._other = factories.User()
        self._group = model.Group.get(factories.Group()["id"])
        self._token = _token(self._other["name"])
        kinds: dict[str, dict[str, Any]] = {
            "dataset": {},
            "private dataset": {"private": True},
            "draft dataset": {},
        }
        self._made = {
            (kind, target): _dataset(world.agencies[target], **fields)
            for target in TARGETS
            for kind, fields in kinds.items()
        }
        self._sent = {target: _send(self._made["dataset", target]) for target in TARGETS}
        self._asked = {target: _ask(world, target) for target in TARGETS}
        assert work() == 0
        model.Session.remove()
        for target in TARGETS:
            tk.get_action("dtts_entry_create")(as_site(), self._entry(target))
        self._reported = {target: _report(self._made["dataset", target]) for target in TARGETS}
        self._wanted = {target: _want(world, target) for target in TARGETS}
        self._rated = {target: _rate(self._made["dataset", target]) for target in TARGETS}
        self._reused = {target: _reuse(self._made["dataset", target]) for target in TARGETS}
        self._links = {target: _link(self._made["dataset", target]) for target in TARGETS}

    def of(self, kind: str, action: str, *, who: str | None, target: str = "") -> dict[str, Any]:
        """Fresh ones each time: CKAN's functions write into them."""
        nobody = self._other["name"]
        given: dict[str, Callable[[], dict[str, Any]]] = {
            "portal": dict,
            "own account": lambda: _account(self._world.people.users[who]["name"] if who else nobody),
            "account": lambda: _account(nobody),
            "file": lambda: {"id": str(uuid.uuid4()), "owner_type": "user", "owner_id": self._other["id"]},
            "token": lambda: {"jti": self._token},
            "group": lambda: self._agency(self._group.id),
            "agency": lambda: self._agency(self._world.agencies[target]),
            "submission": lambda: {"id": self._sent[target]},
            "resource": lambda: _resource(self._links[target]),
            "entry": lambda: self._entry(target),
            "feedback": lambda: {"number": self._reported[target]},
            "request": lambda: {"number": self._wanted[target], "agency": self._world.agencies[target]},
            "rating": lambda: {"number": self._rated[target]},
            "reuse": lambda: {"number": self._reused[target]},
            "recommendation": lambda: {"table": self._asked[target], "recommendation": "KN-1"},
        }
        made = given[kind]() if kind in given else self._dataset(self._made[kind, target])
        return {**made, "upload": _upload(), **PARAMETERS.get(action, {})}

    def _agency(self, identifier: str) -> dict[str, Any]:
        person = {"object": self._other["name"], "object_type": "user", "username": self._other["name"]}
        new = {"owner_org": identifier, "name": "bo-moi", "type": "facility", "title": "Mới"}
        same = {"id": identifier, "org_id": identifier, "group_id": identifier}
        return {**new, **same, **person, "role": "member", "capacity": "member", "datasets": []}

    def _entry(self, target: str) -> dict[str, Any]:
        """Of the catalogue of what must be published, owed by the agency."""
        when = {"frequency": "yearly", "due": "31/1 năm sau", "first_period": "2025", "ended": "2030-12-31"}
        who = {"agency": self._world.agencies[target], "area_id": PLACES[target]}
        return {"code": f"MUC-{target.upper()}", "name": "Kết quả", **when, **who}

    def _dataset(self, made: dict[str, Any]) -> dict[str, Any]:
        identifier = made["id"]
        named = dict.fromkeys(("id", "dataset", "package_id", "name_or_id", "subject", "object"), identifier)
        inside = {"package": {"id": identifier}, "update": {"id": identifier}, "match": {"id": identifier}}
        return {**named, **inside, "table": "diem", "organization_id": made["owner_org"]}


def _dataset(agency_id: str, **fields: Any) -> dict[str, Any]:
    return dataset(type="facility", owner_org=agency_id, title="Điểm thử", **fields)


def _send(made: dict[str, Any]) -> str:
    upload = FileStorage(io.BytesIO(points("0164A")), filename="diem.csv")
    asked = {"dataset": made["id"], "table": "diem", "schema": "it_support_points", "upload": upload}
    return tk.get_action("dtts_table_submit")(as_site(), asked)["id"]


def _ask(world: World, target: str) -> str:
    """The id of a table with a recommendation of the agency to itself."""
    made = dataset(owner_org=world.agencies[target], **EVALUATION)
    name, day = world.name(target), "2026-01-05"
    head = "recommendation_id,finding_id,area_id,asked_by,addressed_to,recommendation,issued_on,due_on\n"
    text = f"{head}KN-1,PH-1,{PLACES[target]},{name},{name},Bổ sung hồ sơ.,{day},{day}\n"
    upload = FileStorage(io.BytesIO(text.encode()), filename="kien-nghi.csv")
    asked = {"dataset": made["id"], "table": "kien-nghi", "schema": "recommendations", "upload": upload}
    return tk.get_action("dtts_table_submit")(as_site(), asked)["resource_id"]


def _report(made: dict[str, Any]) -> int:
    """The number of a reader's report about the dataset."""
    about = subject.Subject(model.Package.get(made["id"]))
    report = taking.take(uuid.uuid4(), about, taking.Said("Thử"))
    model.Session.commit()
    return report.number


def _rate(made: dict[str, Any]) -> int:
    """The number of a reader's answer on the usefulness of the dataset."""
    rating = ratings.take(uuid.uuid4(), model.Package.get(made["id"]), "useful", "Thử")
    model.Session.commit()
    return rating.number


def _reuse(made: dict[str, Any]) -> int:
    """The number of a work that uses the dataset."""
    words = ("Bản đồ", "", "", f"https://example.org/{made['id']}", "Nhóm thử", "pseudonym", "map", "MIT")
    entry = works.take(uuid.uuid4(), Entry(*words, datasets=[model.Package.get(made["id"])]))
    model.Session.commit()
    return entry.number


def _want(world: World, target: str) -> int:
    """The number of a reader's request for data, given to the agency."""
    request = asking.take(uuid.uuid4(), asking.Asked("Thử", "VN"))
    model.Session.commit()
    agency = world.agencies[target]
    tk.get_action("dtts_request_assign")(as_site(), {"number": request.number, "agency": agency})
    return request.number


def _link(made: dict[str, Any]) -> str:
    asked = {"package_id": made["id"], "url": "https://example.org/tep.pdf", "name": "Tệp"}
    return tk.get_action("resource_create")(as_site(), asked)["id"]


def _resource(identifier: str) -> dict[str, Any]:
    return {"id": identifier, "resource_id": identifier, "resource": {"id": identifier}}


def _token(name: str) -> str:
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 3600}
    made = tk.get_action("api_token_create")(as_site(), asked)["token"]
    return str(decode(made)["jti"])


def _account(name: str) -> dict[str, Any]:
    return {"id": name, "user": name, "user_id": name}


def _upload() -> FileStorage:
    return FileStorage(io.BytesIO(points("0164A")), filename="diem.csv")
