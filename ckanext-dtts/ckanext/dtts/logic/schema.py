"""Parameters of the actions: what each takes, and how it is checked."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

Schema = dict[str, Any]


@validator_args
def table_submit(
    not_empty: Any,
    ignore_missing: Any,
    unicode_safe: Any,
    dtts_table_slug: Any,
    dtts_upload: Any,
    dtts_door: Any,
    dtts_short_text: Any,
    dtts_object: Any,
) -> Schema:
    """A file for one table."""
    return {
        "dataset": [not_empty, unicode_safe],
        "table": [not_empty, unicode_safe, dtts_table_slug],
        "schema": [ignore_missing, unicode_safe],
        "name": [ignore_missing, unicode_safe, dtts_short_text],
        "name_en": [ignore_missing, unicode_safe, dtts_short_text],
        "upload": [ignore_missing, dtts_upload],
        "upload_id": [ignore_missing, unicode_safe, dtts_short_text],
        "idempotency_key": [ignore_missing, unicode_safe, dtts_short_text],
        "door": [ignore_missing, dtts_door],
        "answers": [ignore_missing, dtts_object],
    }


@validator_args
def table_check(
    not_empty: Any, ignore_missing: Any, unicode_safe: Any, dtts_upload: Any, dtts_object: Any, dtts_form: Any
) -> Schema:
    """A file, the table that it should be or replace, and what it does not say itself."""
    return {
        "upload": [not_empty, dtts_upload],
        "schema": [ignore_missing, unicode_safe],
        "replaces": [ignore_missing, unicode_safe],
        "answers": [ignore_missing, dtts_object],
        "format": [ignore_missing, dtts_form],
    }


@validator_args
def by_id(not_empty: Any, unicode_safe: Any) -> Schema:
    """One thing by its id."""
    return {"id": [not_empty, unicode_safe]}


@validator_args
def submission_correct(not_empty: Any, unicode_safe: Any, dtts_texts: Any) -> Schema:
    """A submission and what is accepted of the corrections that its report proposes."""
    return {"id": [not_empty, unicode_safe], "groups": [not_empty, dtts_texts]}


@validator_args
def submission_answer(not_empty: Any, unicode_safe: Any, dtts_object: Any) -> Schema:
    """A submission and what is said about its file."""
    return {"id": [not_empty, unicode_safe], "answers": [not_empty, dtts_object]}


@validator_args
def submission_approve(
    not_empty: Any,
    ignore_missing: Any,
    ignore_empty: Any,
    unicode_safe: Any,
    boolean_validator: Any,
    dtts_moment: Any,
    dtts_reason: Any,
) -> Schema:
    """A submission, when it shall be published, a note, and whether its whole visit is meant."""
    return {
        "id": [not_empty, unicode_safe],
        "publish_at": [ignore_empty, dtts_moment],
        "note": [ignore_missing, unicode_safe, dtts_reason],
        "whole_visit": [ignore_missing, boolean_validator],
    }


@validator_args
def publication_reschedule(not_empty: Any, ignore_empty: Any, unicode_safe: Any, dtts_moment: Any) -> Schema:
    """A scheduled submission and its new moment."""
    return {"id": [not_empty, unicode_safe], "publish_at": [ignore_empty, dtts_moment]}


@validator_args
def with_reason(not_empty: Any, unicode_safe: Any, dtts_reason: Any) -> Schema:
    """A submission and why."""
    return {"id": [not_empty, unicode_safe], "reason": [not_empty, unicode_safe, dtts_reason]}


@validator_args
def submission_reject(
    default: Any, not_empty: Any, unicode_safe: Any, dtts_short_text: Any, dtts_reason: Any
) -> Schema:
    """A submission, why it goes back, and reasons on cells."""
    short = [default(""), unicode_safe, dtts_short_text]
    cell = {"sheet": short, "cell": short, "message": [not_empty, unicode_safe, dtts_reason]}
    return {**with_reason(), "cells": cell}


@validator_args
def submission_list(
    ignore_missing: Any, unicode_safe: Any, boolean_validator: Any, dtts_limit: Any, dtts_offset: Any
) -> Schema:
    """A page of submissions."""
    return {
        "dataset": [ignore_missing, unicode_safe],
        "mine": [ignore_missing, boolean_validator],
        "limit": [dtts_limit],
        "offset": [dtts_offset],
    }


@validator_args
def by_dataset(not_empty: Any, unicode_safe: Any) -> Schema:
    """A dataset by name or id."""
    return {"dataset": [not_empty, unicode_safe]}


@validator_args
def by_address(not_empty: Any, unicode_safe: Any) -> Schema:
    """A table by its address."""
    return {"dataset": [not_empty, unicode_safe], "table": [not_empty, unicode_safe]}


@validator_args
def by_version(not_empty: Any, unicode_safe: Any, natural_number_validator: Any) -> Schema:
    """A version of a table by its address."""
    return {**by_address(), "version": [not_empty, natural_number_validator]}


@validator_args
def table_rows(
    not_empty: Any,
    ignore_missing: Any,
    ignore_empty: Any,
    unicode_safe: Any,
    natural_number_validator: Any,
    dtts_limit: Any,
    dtts_offset: Any,
    convert_to_json_if_string: Any,
) -> Schema:
    """A page of rows of a table."""
    return {
        "dataset": [not_empty, unicode_safe],
        "table": [not_empty, unicode_safe],
        "version": [ignore_empty, natural_number_validator],
        "limit": [dtts_limit],
        "offset": [dtts_offset],
        "sort": [ignore_missing, unicode_safe],
        "filters": [ignore_missing, convert_to_json_if_string],
        "q": [ignore_missing, unicode_safe],
    }


@validator_args
def grant_create(
    not_empty: Any, unicode_safe: Any, user_id_or_name_exists: Any, dtts_keeper_role: Any
) -> Schema:
    """A keeper's role for a person."""
    return {
        "user": [not_empty, unicode_safe, user_id_or_name_exists],
        "role": [not_empty, dtts_keeper_role],
    }


@validator_args
def register_difference(
    not_empty: Any,
    ignore_missing: Any,
    unicode_safe: Any,
    natural_number_validator: Any,
    dtts_upload: Any,
    dtts_sha256: Any,
) -> Schema:
    """A new version of a register: the file itself, or one that was compared before by its content."""
    return {
        "register": [not_empty, unicode_safe],
        "upload": [ignore_missing, dtts_upload],
        "sha256": [ignore_missing, dtts_sha256],
        "size": [ignore_missing, natural_number_validator],
        "filename": [ignore_missing, unicode_safe],
    }


@validator_args
def register_load(
    not_empty: Any, ignore_missing: Any, unicode_safe: Any, dtts_sha256: Any, dtts_short_text: Any
) -> Schema:
    """The same, with the state that it was compared with and what it rests on."""
    return {
        **register_difference(),
        "base": [ignore_missing, dtts_sha256],
        "legal_basis": [not_empty, unicode_safe, dtts_short_text],
    }


@validator_args
def notice_list(ignore_missing: Any, boolean_validator: Any, dtts_limit: Any, dtts_offset: Any) -> Schema:
    """A page of one's own notices."""
    return {
        "unread": [ignore_missing, boolean_validator],
        "limit": [dtts_limit],
        "offset": [dtts_offset],
    }


@validator_args
def notice_read(ignore_missing: Any, unicode_safe: Any) -> Schema:
    """One notice, or all when it is left out."""
    return {"id": [ignore_missing, unicode_safe]}


@validator_args
def notice_setting(not_empty: Any, dtts_pace: Any) -> Schema:
    """How often one wants to be mailed."""
    return {"to_act": [not_empty, dtts_pace], "to_know": [not_empty, dtts_pace]}


@validator_args
def agency_update(
    not_empty: Any,
    ignore_missing: Any,
    unicode_safe: Any,
    boolean_validator: Any,
    dtts_short_text: Any,
    dtts_lines: Any,
) -> Schema:
    """What is set of an agency."""
    text = [ignore_missing, unicode_safe, dtts_short_text]
    return {
        "id": [not_empty, unicode_safe],
        "area_id": text,
        "approval": text,
        "one_person": [ignore_missing, boolean_validator],
        "register_id": text,
        "written_as": [ignore_missing, unicode_safe, dtts_lines],
    }
