"""API of the other registers: ethnic groups, the programme's tree, and periods read from words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.dtts.openapi import paging, shapes
from ckanext.dtts.openapi.endpoint import Endpoint, described
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.registers import folder
from ckanext.dtts.views import answers
from ckanext.dtts.views.api import Answer, answers_in_json
from dtts.peoples import SCHEMES, Named, Peoples, Question, find
from dtts.periods import Period, parse
from dtts.programme import Programmes
from dtts.registers import rows

blueprint = Blueprint("dtts_api_lists", __name__, url_prefix="/api/dtts/v1")
blueprint.after_request(answers.opened)

LONGEST = 200
GROUP_COLUMNS = (
    "id", "name", "name_en", "kind", "language_group", "iso639_3", "very_small", "under_1000", "aliases",
    "provenance", "provenance_confidence", "provenance_note",
)  # fmt: skip
ITEM_COLUMNS = (
    "version", "code", "parent", "level", "name", "name_en", "lead_2021", "lead_since_2025_03",
    "budget_code", "code_status", "provenance", "provenance_confidence", "provenance_note",
)  # fmt: skip
ENDPOINTS = {
    "ethnic_groups": Endpoint(
        "Danh mục dân tộc với mã theo từng hệ thống và tên gọi khác.",
        "The ethnic groups with their codes by scheme and their other names.",
        takes=(
            Parameter("q", "Tên dân tộc cần tìm.", "A name to look for.", example="Ê đê"),
            *paging.PAGED,
        ),
        gives=shapes.listed(shapes.record(GROUP_COLUMNS)),
        forms=("json", "csv"),
    ),
    "programme": Endpoint(
        "Các phiên bản của Chương trình và nội dung của một phiên bản.",
        "The programme's versions and the items of one.",
        takes=(
            paging.VALID_ON,
            Parameter(
                "version", "Phiên bản.", "The version.", choices=lambda: Programmes.load(folder()).versions
            ),
            *paging.PAGED,
        ),
        gives=shapes.listed(shapes.record(ITEM_COLUMNS)),
        forms=("json", "csv"),
    ),
    "period": Endpoint(
        "Kỳ mà một cụm từ chỉ, ở dạng SDMX; hoặc lý do không đọc được.",
        "The period that words name, in SDMX form; or why it is refused.",
        takes=(
            Parameter(
                "text", "Kỳ viết bằng chữ.", "The period in words.", required=True, example="9 tháng đầu năm"
            ),
            Parameter(
                "year",
                "Năm, nếu chữ không nói.",
                "The year, if the words do not say.",
                pattern="[0-9]{4}",
                example="2026",
            ),
        ),
        gives=shapes.record(("text", "period", "reason")),
    ),
}
described(blueprint, "registers", ENDPOINTS)


@blueprint.get("/ethnic-groups", defaults={"form": None})
@blueprint.get("/ethnic-groups.<any(csv,json):form>")
@answers_in_json
def ethnic_groups(form: str | None) -> Answer:
    """The ethnic groups with their codes by scheme and their other names; `q` asks for one by name."""
    peoples = Peoples.load(folder())
    asked = text("q")
    answer = find(peoples, asked) if asked else None
    found = set(peoples.groups) if answer is None else groups_of(answer)
    context: dict[str, Any] = {
        "q": asked,
        "schemes": {name: dict(words) for name, words in SCHEMES.items()},
        "question": dict(answer.question) if isinstance(answer, Question) else None,
    }
    aliases = other_names()
    shown = [group(peoples, each, aliases[each]) for each in peoples.groups if each in found]
    return answers.listed(shown, context, form, GROUP_COLUMNS, "ethnic-groups.csv")


@blueprint.get("/programme", defaults={"form": None})
@blueprint.get("/programme.<any(csv,json):form>")
@answers_in_json
def programme(form: str | None) -> Answer:
    """The programme's versions and the items of one: that named by `version`, or of the day `valid_on`."""
    known = Programmes.load(folder())
    on = answers.day("valid_on")
    covering = known.version_on(on)
    version = answers.chosen("version", known.versions) or (covering.id if covering else None)
    items = [item.to_dict() for item in known.items.values() if item.version == version]
    context = {
        "valid_on": on.isoformat(),
        "version": version,
        "versions": [
            {name: getattr(each, name) for name in each.__dataclass_fields__}
            for each in known.versions.values()
        ],
    }
    return answers.listed(items, context, form, ITEM_COLUMNS, f"programme-{version}.csv")


@blueprint.get("/periods/parse")
@answers_in_json
def period() -> Answer:
    """The period that `text` names, with its SDMX form; or why it is refused. `year` is never guessed."""
    asked, year = text("text"), tk.request.args.get("year", "").strip()
    if not asked or (year and not (year.isascii() and year.isdecimal() and len(year) == 4)):
        raise answers.refused(
            "text",
            "missing-text",
            "Hãy ghi kỳ cần đọc ở “text” và, nếu có, năm 4 chữ số ở “year”.",
            "Put the period into “text” and, if known, the year of four digits into “year”.",
        )
    read = parse(asked, int(year) if year else None)
    if isinstance(read, Period):
        return answers.as_json({"text": asked, "period": read.to_dict(), "reason": None})
    return answers.as_json({"text": asked, "period": None, "reason": dict(read.reason)})


def text(name: str) -> str:
    """A text of the query, cut where none of its kind goes on."""
    return tk.request.args.get(name, "").strip()[:LONGEST]


def groups_of(answer: Any) -> set[str]:
    """The ids of the groups that a name may mean."""
    if isinstance(answer, Named):
        return {answer.group.id}
    return {each.id for each in answer.groups} if isinstance(answer, Question) else set()


def group(peoples: Peoples, identifier: str, aliases: list[str]) -> dict[str, Any]:
    """A group with its codes by scheme and its other names."""
    codes = {code.scheme: code.code for code in peoples.codes.values() if code.group == identifier}
    return {**peoples.groups[identifier].to_dict(), "codes": codes, "aliases": aliases}


def other_names() -> dict[str, list[str]]:
    """The other names of every group, by its id."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows("ethnic_group_aliases", folder()):
        names[row["group_code"]].append(row["alias"])
    return names
