"""How a sheet that is no plain table may be read: proposed in a limited child, confirmed by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ckanext.dtts.checking.correct import Source
from ckanext.dtts.checking.examine import answers_of
from ckanext.dtts.checking.limits import LIMITS
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.web.turns import turn
from dtts.errors import UsageError
from dtts.proposals import Part, Proposal, confirm
from dtts.proposals.child import propose_in_child
from dtts.tables import Answers


def meant(answers: Answers, query: Mapping[str, str]) -> Answers:
    """The answers with the sheet and the table that are looked at now; what was confirmed before is left."""
    said = {name: value for name, value in answers.to_dict().items() if name != "mapping"}
    if query.get("sheet"):
        said |= {"sheet": query["sheet"]}
        said.pop("table", None)
    if query.get("table", "").isdecimal():
        said |= {"table": int(query["table"])}
    return answers_of(said)


def propose(source: Source, out: Path) -> Proposal:
    """What a person may confirm, for the answers of the source. RefusedError when too many are at work."""
    with turn():
        return propose_in_child(
            source.path,
            filename=source.filename,
            schema_name=source.schema,
            out=out,
            answers=source.answers,
            limits=LIMITS,
        )


def confirmed(proposal: Proposal, form: Mapping[str, str], answers: Answers) -> Answers:
    """The answers with the mapping that was confirmed; RefusedError while something is open.

    A value for the whole table is not asked for when a column was chosen to give it.
    """
    given = {value.partition("|")[0] for name, value in form.items() if name.startswith("column:")}
    parts = tuple(part for part in proposal.parts if not _is_given(part, given))
    missing = next((part for part in parts if part.required and not form.get(part.name, part.value)), None)
    if missing:
        vi, en = (f"{word}: {missing.message[lang]}" for lang, word in _OPEN.items())
        raise RefusedError("answers", "not-answered", vi, en)
    try:
        return confirm(replace(proposal, parts=parts), form, answers)
    except UsageError as wrong:
        vi, en = f"Chưa dùng được: {wrong}", f"Not usable: {wrong}"
        raise RefusedError("answers", "bad-answers", vi, en) from wrong


def _is_given(part: Part, given: set[str]) -> bool:
    """Whether a part asks for what a column gives."""
    return part.kind == "constant" and part.name.partition(":")[2] in given


_OPEN = {"vi": "Chưa trả lời", "en": "Not answered yet"}
