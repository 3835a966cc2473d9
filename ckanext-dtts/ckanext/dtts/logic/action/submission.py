"""Actions on submissions: send a file, see what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts import rights
from ckanext.dtts.checking.examine import answers_of
from ckanext.dtts.errors import RefusedError, translated
from ckanext.dtts.logic import schema
from ckanext.dtts.model import Submission, Table
from ckanext.dtts.road import again, intake, lookup, show
from ckanext.dtts.uploads import giving
from ckanext.dtts.visits import keys


@validate(schema.table_submit)
def dtts_table_submit(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Send a file for a table; it is checked and, when valid, published in the background.

    Args:
        dataset: name or id of the dataset
        table: the table's part of its address, new or known
        schema: table schema; may be left out when the table is known or the type allows only one
        name, name_en: the table's title in Vietnamese and English (optional)
        upload: the file; never an address
        upload_id: instead of `upload`, one's own file that came in pieces to /api/dtts/v1/uploads
        idempotency_key: the same key with the same request gives the same submission again (optional)
        answers: what the file does not say by itself, as for `dtts_table_check` (optional)

    Returns:
        The submission, as `dtts_submission_show` gives it.
    """
    tk.check_access("dtts_table_submit", context, data_dict)
    package = lookup.package(data_dict["dataset"])
    with translated(), giving.file_of(data_dict, person(context)) as file:
        request = intake.Request(
            package=package,
            slug=data_dict["table"],
            schema_name=data_dict.get("schema") or None,
            name=data_dict.get("name") or None,
            name_en=data_dict.get("name_en") or None,
            filename=file.name,
            stream=file.content,
            door=data_dict.get("door") or "api",
            actor_id=person(context),
            idempotency_key=_own_key(data_dict),
            answers=answers_of(data_dict.get("answers") or {}).to_dict(),
        )
        return show.submission_dict(intake.take(request))


@validate(schema.submission_correct)
def dtts_submission_correct(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Correct a submission's file as its report proposes, and send the copy as the next submission.

    Args:
        id: the submission's id; it stays as it is
        groups: which corrections, each by the `key` of its pattern; `*` for all that are certain

    Returns:
        The new submission, as `dtts_submission_show` gives it, with `origin_id`.
    """
    tk.check_access("dtts_submission_correct", context, data_dict)
    with translated():
        origin = lookup.submission(data_dict["id"])
        return show.submission_dict(again.corrected(origin, data_dict["groups"], person(context)))


@validate(schema.submission_answer)
def dtts_submission_answer(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Send a submission's file again with answers to the questions of its report.

    Args:
        id: the submission's id; it stays as it is
        answers: what is said about the file, beside and over what was said before; null takes it back

    Returns:
        The new submission, as `dtts_submission_show` gives it, with `origin_id`.
    """
    tk.check_access("dtts_submission_answer", context, data_dict)
    with translated():
        origin = lookup.submission(data_dict["id"])
        over = {**origin.answers, **data_dict["answers"]}
        said = answers_of({name: value for name, value in over.items() if value is not None}).to_dict()
        return show.submission_dict(again.answered(origin, said, person(context)))


@tk.side_effect_free
@validate(schema.by_id)
def dtts_submission_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """One submission with state, progress, report and events.

    Args:
        id: the submission's id
    """
    tk.check_access("dtts_submission_show", context, data_dict)
    return show.submission_dict(lookup.submission(data_dict["id"]))


@tk.side_effect_free
@validate(schema.submission_list)
def dtts_submission_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """The submissions that the caller may see, newest first, without their reports.

    Args:
        dataset: only those of this dataset (optional)
        mine: only those that the caller sent (optional)
        limit, offset: 100 and 0 unless told
    """
    tk.check_access("dtts_submission_list", context, data_dict)
    query = sa.select(Submission).join(Table, Table.id == Submission.table_id)
    if data_dict.get("dataset"):
        query = query.where(Table.package_id == lookup.package(data_dict["dataset"]).id)
    query = query.where(_visible(context, mine=bool(data_dict.get("mine"))))
    query = query.order_by(Submission.created.desc(), Submission.id)
    page = query.limit(data_dict["limit"]).offset(data_dict["offset"])
    return show.submission_dicts(list(model.Session.scalars(page)), with_report=False)


def _visible(context: Context, *, mine: bool) -> sa.ColumnElement[bool]:
    """Whose submissions are listed, as `rights.sees` has it for one."""
    user = model.User.get(context["user"])
    if not mine and (context.get("ignore_auth") or (user and user.sysadmin)):
        return sa.true()
    held = rights.of(user)
    own = sa.and_(Submission.actor_id == held.person, Table.package_id.in_(_datasets_of(held.member)))
    if user and user.sysadmin:
        return Submission.actor_id == user.id
    return own if mine else sa.or_(own, Table.package_id.in_(_datasets_of(held.approves)))


def _datasets_of(agencies: Iterable[str]) -> sa.Select[tuple[str]]:
    return sa.select(model.Package.id).where(model.Package.owner_org.in_(list(agencies)))


def person(context: Context) -> str:
    """Id of the user who acts; the portal's own user for the portal's own commands."""
    user = model.User.get(context.get("user") or "")
    if user is not None:
        return str(user.id)
    site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return str(model.User.get(site_user["name"]).id)


def _own_key(data_dict: dict[str, Any]) -> str | None:
    """The key that came along; RefusedError for one by which a file would pass for a table of a visit."""
    key: str | None = data_dict.get("idempotency_key") or None
    if keys.is_reserved(key):
        raise RefusedError(
            "idempotency_key",
            "reserved-key",
            f"Khóa bắt đầu bằng “{keys.KEY}” dành cho các đợt giám sát; hãy dùng khóa khác.",
            f"Keys that begin with “{keys.KEY}” are those of visits; use another one.",
        )
    return key
