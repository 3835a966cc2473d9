"""What a person confirmed becomes answers: the mapping that the file is read by and that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dtts.catalogue import TableSchema
from dtts.errors import UsageError
from dtts.proposals.periods import period_fields
from dtts.proposals.proposal import Part, Proposal
from dtts.report import column_number
from dtts.tables.answers import NOTHING_SAID, Answers
from dtts.tables.layout import ColumnUse, Level, Outline, SheetMapping

_ALWAYS = ("numbering", "repeated-header")


def confirm(proposal: Proposal, form: Mapping[str, str], answers: Answers = NOTHING_SAID) -> Answers:
    """`answers` with the mapping that a person confirmed. `form` has what was left or chosen by the names of
    the proposal's parts; a part that is not in it keeps its value. A value for the whole table is not asked
    for when a column was chosen to give it. What is kept of the mapping for later files: `for_the_next_file`.

    UsageError when something is not answered yet or the answer is none of those that there are.
    """
    given = {value.partition("|")[0] for name, value in form.items() if name.startswith("column:")}
    parts = tuple(part for part in proposal.parts if not _is_given(part, given))
    proposal = replace(proposal, parts=parts)
    said = {part.name: _answer(part, form) for part in proposal.parts}
    if proposal.mapping is None:
        return replace(answers, sheet=said.get("sheet") or answers.sheet)
    mapping = replace(_mapping(proposal.mapping, said), expects=_expects(proposal, said))
    return replace(answers, sheet=None, table=None, mapping=mapping)


def _is_given(part: Part, given: set[str]) -> bool:
    return part.kind == "constant" and part.name.partition(":")[2] in given


def for_the_next_file(mapping: SheetMapping, schema: TableSchema) -> SheetMapping:
    """What of a mapping is kept for the sender's next file: everything but a period that a person typed and
    no cell says, which is asked for each file anew."""
    periods = {field.name for field in period_fields(schema)}
    texts = " ".join(mapping.expects.values())
    said = {name for name in periods if mapping.constants.get(name, "…") in texts}
    constants = {name: value for name, value in mapping.constants.items() if name not in periods - said}
    return replace(mapping, constants=constants)


def _expects(proposal: Proposal, said: Mapping[str, str]) -> dict[str, str]:
    """The cells that say a constant or a unit which was left as it was found."""
    found = [
        part for part in proposal.parts if part.kind in ("constant", "unit") and part.cell and part.shown
    ]
    return {part.cell: part.shown[0] for part in found if part.cell and said[part.name] == part.value}


def _answer(part: Part, form: Mapping[str, str]) -> str:
    value = form.get(part.name, part.value)
    if part.required and not value:
        raise UsageError(f"not answered yet: {part.message['en']} ({part.name})")
    if part.strict and part.options and value not in {option.value for option in part.options}:
        raise UsageError(f"{value!r} is no answer to {part.name}")
    return value


def _mapping(mapping: SheetMapping, said: Mapping[str, str]) -> SheetMapping:
    columns = dict(mapping.columns)
    for name, value in _of("column", said).items():
        number = column_number(name)
        columns.pop(number, None)
        if value:
            columns[number] = (_use(value, mapping.columns.get(number, ())),)
    if not columns:
        raise UsageError("no column is read: say of one column at least what it is")
    rows = _of("rows", said)
    kept = {kind for kind, use in rows.items() if use != "leave"}
    return replace(
        mapping,
        columns=columns,
        constants={name: value for name, value in _of("constant", said).items() if value},
        units={name: value for name, value in _of("unit", said).items() if value},
        markers=_markers(_of("marker", said)),
        outline=_outline(mapping.outline, _of("level", said)) or _headings(rows.get("section", "")),
        leave_out=tuple(kind for kind in mapping.leave_out if kind in _ALWAYS or kind not in kept),
    )


def _of(kind: str, said: Mapping[str, str]) -> dict[str, str]:
    return {name.partition(":")[2]: value for name, value in said.items() if name.partition(":")[0] == kind}


def _use(value: str, proposed: tuple[ColumnUse, ...]) -> ColumnUse:
    """The use that a form sent; what was proposed with the same field (words, two languages) stays."""
    field, *implied = value.split("|")
    implies = dict(pair.split("=", 1) for pair in implied)
    same = next((use for use in proposed if use.field == field), None)
    return replace(same, implies=implies) if same else ColumnUse(field, implies)


def _headings(use: str) -> Outline | None:
    """Headings without a mark: rows without figures, whose label goes into a field of the rows below."""
    _, _, field = use.partition(":")
    if not field:
        return None
    return Outline(1, (Level(".*", "parent", figures=False, field=field), Level(".*", figures=True)))


def _markers(said: Mapping[str, str]) -> dict[str, dict[str, str]]:
    pairs = {text: value.partition("=") for text, value in said.items() if value}
    return {text: {name: value} for text, (name, _, value) in pairs.items()}


def _outline(outline: Outline | None, said: Mapping[str, str]) -> Outline | None:
    if outline is None:
        return None
    levels = []
    for index, level in enumerate(outline.levels):
        use, _, field = said.get(str(index), level.use).partition(":")
        levels.append(replace(level, use=use, field=field or (level.field if use == level.use else None)))
    return replace(outline, levels=tuple(levels))
