"""The page on which a person looks at how a sheet would be read, corrects that and confirms it."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.checking import reading
from ckanext.dtts.checking.correct import Source
from ckanext.dtts.views import labels, language
from ckanext.dtts.work import scratch
from dtts.catalogue import table_schema
from dtts.proposals import Part, Proposal
from dtts.tables import Answers

CHOICES = ("sheet", "table")
SURE, LIKELY = 0.9, 0.6
SHOWN_FIELDS = 12


def show(source: Source, wrong: str = "", **more: Any) -> str:
    """The proposal as a form; `more` says where it leads."""
    proposal, _ = proposed(source, tk.request.values.to_dict())
    return tk.render(
        "dtts/reading.html",
        {
            "source": source,
            "schema": table_schema(source.schema),
            "proposal": proposal,
            "choices": [part for part in proposal.parts if part.kind in CHOICES],
            "columns": [{"part": part, "sure": _sure(part)} for part in proposal.of("column")],
            "others": [part for part in proposal.parts if part.kind not in (*CHOICES, "column")],
            "previewed": previewed(proposal),
            "given": tk.request.form.to_dict(),
            "query": {name: tk.request.values.get(name, "") for name in CHOICES},
            "wrong": wrong,
            **more,
        },
    )


def confirmed(source: Source) -> Answers:
    """What the form confirms. RefusedError while something is open or when it is none of what was asked."""
    proposal, answers = proposed(source, tk.request.form.to_dict())
    return reading.confirmed(proposal, tk.request.form.to_dict(), answers)


def proposed(source: Source, said: dict[str, str]) -> tuple[Proposal, Answers]:
    """The proposal for the sheet and table that are named, and the answers that it rests on."""
    answers = reading.meant(source.answers, said)
    with scratch() as folder:
        return reading.propose(source._replace(answers=answers), folder), answers


def previewed(proposal: Proposal) -> dict[str, Any]:
    """The first records under the titles of their columns."""
    fields = list(dict.fromkeys(name for record in proposal.preview for name in record))[:SHOWN_FIELDS]
    return {
        "titles": [labels.field(proposal.schema, name, language.current()) for name in fields],
        "rows": [[record.get(name, "") for name in fields] for record in proposal.preview],
    }


def _sure(part: Part) -> str:
    """How sure a proposal is, in words."""
    score = part.score or 0.0
    if not part.value:
        return str(tk._("not recognised"))
    return str(
        tk._("sure") if score >= SURE else tk._("likely") if score >= LIKELY else tk._("a guess: look")
    )
