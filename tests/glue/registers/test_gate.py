"""No file becomes a version of a register but by its keeper's road: refused at the door, and again behind it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import Job
from ckanext.dtts.model.columns import now
from ckanext.dtts.registers import published
from ckanext.dtts.road import gate
from dtts.registers import rows
from glue.records import agency
from glue.registers.keeping import (
    AGENCY,
    DATASETS,
    as_csv,
    changed,
    code_of,
    keeper,
    load,
    overtake,
    place,
    seen,
)

__all__ = ["keeper", "place"]
Work = Callable[..., int]


def send(user: str, content: bytes, **more: str) -> dict[str, Any]:
    """The file by the ordinary action, as form and API call it."""
    upload = FileStorage(io.BytesIO(content), filename="co-quan.csv")
    context = {"user": user, "auth_user_obj": model.User.get(user)}
    asked = {"dataset": DATASETS["agencies"], "table": "co-quan", "schema": "agencies", "upload": upload}
    answer: dict[str, Any] = tk.get_action("dtts_table_submit")(context, {**asked, **more})
    return answer


@pytest.fixture(scope="module")
def sender(keeper: str) -> str:
    """A sender of the agency that owns the registers, who keeps none."""
    user = factories.User()
    group = model.Group.get(agency(AGENCY)["id"])
    model.Session.add(model.Member(group=group, table_id=user["id"], table_name="user", capacity="editor"))
    model.Session.commit()
    return str(user["name"])


@pytest.mark.parametrize("more", [{}, {"door": "upload"}, {"door": "api"}], ids=str)
def test_a_sender_of_the_registers_agency_is_told_where_its_keepers_renew_it(
    sender: str, more: dict[str, str]
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        send(sender, as_csv(rows("agencies")), **more)
    assert code_of(refused) == "holds-a-register"
    assert "/danh-muc/agencies" in refused.value.dtts_refusal.vi
    assert "/danh-muc/agencies" in refused.value.dtts_refusal.en


@pytest.mark.parametrize("door", ["api", "seed"])
def test_not_even_an_administrator_sends_it_as_a_table(keeper: str, door: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        send(factories.Sysadmin()["name"], as_csv(rows("agencies")), door=door)
    assert code_of(refused) == "holds-a-register"


def test_a_file_that_came_past_the_door_is_sent_back_by_the_policy(
    sender: str, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "refuse_ordinary", lambda *given: None)
    sent = {"submissions": [send(sender, as_csv(changed(role_vi="Không qua người giữ danh mục")))]}
    assert work() == 0
    (shown,) = seen(sent)
    assert (shown["state"], shown["version"]) == ("rejected", None)
    last = shown["events"][-1]
    assert (last["actor"], last["actor_kind"]) == ("registers", "policy")
    assert "chỉ người giữ danh mục" in last["note"]
    assert "only its keepers" in last["note"]


def test_the_portals_own_seed_is_published(keeper: str, work: Work) -> None:
    portal = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    sent = {"submissions": [send(portal, as_csv(rows("agencies")), door="seed")]}
    work()
    (shown,) = seen(sent)
    assert (shown["state"], shown["events"][-2]["actor"]) == ("published", "seed")


def test_a_version_that_another_one_overtook_is_sent_back(keeper: str, work: Work) -> None:
    answer = load(keeper, changed(role_vi="Đã bị vượt qua"))
    overtake(answer)
    work()
    (shown,) = seen(answer)
    assert (shown["state"], shown["version"]) == ("rejected", None)
    assert "phiên bản khác" in shown["events"][-1]["note"]


def test_a_version_overtaken_after_its_approval_is_not_published(keeper: str, work: Work) -> None:
    answer = load(keeper, changed(role_vi="Bị vượt qua sau khi duyệt"))
    assert work("publish.point:before") == -9
    overtake(answer)
    work()
    (shown,) = seen(answer)
    assert (shown["state"], shown["version"]) == ("scheduled", None)
    assert shown["events"][-1]["kind"] == "publish-failed"


def test_reasons_against_a_version_are_looked_for_again_before_it_is_published(
    keeper: str, work: Work
) -> None:
    """Another register may have come to refer to a row that this version drops."""
    new = [row for row in rows("agencies", published.folder()) if row["agency"] != "phong-dan-toc"]
    dropping = load(keeper, new)
    late = sa.update(Job).where(Job.payload["submission_id"].astext == dropping["submissions"][0]["id"])
    model.Session.execute(late.values(run_after=now() + timedelta(hours=1)))
    model.Session.commit()
    load(keeper, changed("programmes", owner="phong-dan-toc"), register="programmes")
    work()
    model.Session.execute(late.values(run_after=now()))
    model.Session.commit()
    work()
    (shown,) = seen(dropping)
    assert (shown["state"], shown["version"]) == ("rejected", None)
    assert "phong-dan-toc" in shown["events"][-1]["note"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "danh-muc-khac"},
        {"type": "document"},
        {"state": "deleted"},
        {"private": True},
        {"owner_org": "ban-dan-toc-bac-ninh"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_sender_does_not_move_a_register_out_of_force(keeper: str, sender: str, change: Any) -> None:
    agency()
    with pytest.raises(tk.ValidationError) as refused:
        tk.get_action("package_patch")({"user": sender}, {"id": DATASETS["agencies"], **change})
    assert code_of(refused) == "holds-a-register"


def test_a_sender_does_not_delete_a_register_and_still_describes_it(keeper: str, sender: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        tk.get_action("package_delete")({"user": sender}, {"id": DATASETS["agencies"]})
    assert code_of(refused) == "holds-a-register"
    asked = {"id": DATASETS["agencies"], "notes": "Mô tả rõ hơn."}
    assert tk.get_action("package_patch")({"user": sender}, asked)["notes"] == "Mô tả rõ hơn."


def test_the_agency_of_the_registers_keeps_its_name(keeper: str) -> None:
    user = factories.User()
    group = model.Group.get(AGENCY)
    model.Session.add(model.Member(group=group, table_id=user["id"], table_name="user", capacity="admin"))
    model.Session.commit()
    with pytest.raises(tk.ValidationError) as refused:
        tk.get_action("organization_patch")({"user": user["name"]}, {"id": AGENCY, "name": "ten-khac"})
    assert code_of(refused) == "holds-a-register"
