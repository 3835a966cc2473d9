"""A source from its YAML file: strictly, with all faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dtts.catalogue import dataset_type, dataset_type_names, table_schema, table_schema_names
from dtts.errors import UsageError
from dtts_harvesters.session.secrets import KINDS
from dtts_harvesters.source.fields import (
    FieldFault,
    RefusedError,
    Section,
    many,
    one_of,
    pairs,
    refuse,
    slug,
    text,
    under,
    whole,
)
from dtts_harvesters.source.geography import unheeded
from dtts_harvesters.source.network import NETWORK, address
from dtts_harvesters.source.schedule import SCHEDULE
from dtts_harvesters.source.source import ANY_TYPE, Access, Expected, Geography, Source, Target
from dtts_harvesters.source.strict_yaml import load

EPOCHS = ("pre-2025-07", "since-2025-07")


@dataclass(frozen=True)
class Checked:
    """The source, or None and why not."""

    source: Source | None
    faults: tuple[FieldFault, ...] = ()


def check_source(content: str | Mapping[str, Any]) -> Checked:
    """A source from the text of its file, or from the same as a form gives it."""
    try:
        value = load(content) if isinstance(content, str) else content
        return Checked(_source(value))
    except RefusedError as wrong:
        return Checked(None, wrong.faults)


def read_source(path: Path) -> Source:
    """The source of a file; UsageError lists what is wrong with it, field by field."""
    try:
        checked = check_source(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as missing:
        raise UsageError(f"the source file {path.name} cannot be read: {missing}") from missing
    if checked.source is None:
        lines = "".join(f"\n- {one.field or 'file'}: {one.message['en']}" for one in checked.faults)
        raise UsageError(f"the source file {path.name} cannot be used:{lines}")
    return checked.source


def _source(value: Any) -> Source:
    found: dict[str, Any] = _FILE(value)
    faults = [*_options(found), *_unmapped(found)]
    if faults:
        raise RefusedError(*faults)
    return Source(**{**found.pop("network", {}), **found})


def _network(value: Any) -> Mapping[str, Any]:
    made: Mapping[str, Any] = NETWORK(value)
    return {
        "network": made["policy"],
        "plain_credentials": made["plain_credentials"],
        "authority": made["authority"],
    }


def _options(found: dict[str, Any]) -> list[FieldFault]:
    """The options as the connector reads them; here, since the registry knows the connectors."""
    from dtts_harvesters.registry import connector_kinds

    kind = connector_kinds().get(found["connector"])
    if kind is None:
        possible = ", ".join(connector_kinds())
        return [FieldFault("connector", "field-choice", {"got": found["connector"], "possible": possible})]
    target = found["target"]
    if not kind.fits(table=bool(target.table), any_type=target.dataset_type == ANY_TYPE):
        return [FieldFault("target", "target-of-connector", {"got": kind.name, "gives": kind.gives})]
    try:
        found["options"] = kind.options(found.get("options", {}))
    except RefusedError as wrong:
        return under("options", wrong)
    return [*kind.check(found), *unheeded(found, kind)]


def _unmapped(found: Mapping[str, Any]) -> list[FieldFault]:
    """Targets of the mapping that are not there, or that two fields are mapped to."""
    columns, mapped = _columns(found["target"]), found.get("fields", {})
    faults, used = [], set()
    for name, ours in mapped.items():
        if ours not in columns:
            possible = ", ".join(columns)
            faults.append(FieldFault(f"fields.{name}", "field-choice", {"got": ours, "possible": possible}))
        elif ours in used:
            faults.append(FieldFault(f"fields.{name}", "field-twice", {"got": ours}))
        used.add(ours)
    return faults


def _columns(target: Target) -> tuple[str, ...]:
    """What a field may be mapped to: columns of the table, or fields that a dataset of the type takes from
    others (its name and owner follow from the source). Of any type nothing is mapped."""
    if target.table:
        return table_schema(target.table).field_names
    if target.dataset_type == ANY_TYPE:
        return ()
    fields = (one["field_name"] for one in dataset_type(target.dataset_type)["dataset_fields"])
    return (*(name for name in fields if name not in ("name", "owner_org")), "resources")


def _access(fields: Mapping[str, Any]) -> Access:
    made = Access(**fields)
    if made.kind == "oauth2" and not made.token_address:
        raise RefusedError(FieldFault("token_address", "field-missing"))
    return made


def _target(fields: Mapping[str, Any]) -> Target:
    made = Target(**fields)
    if bool(made.table) == bool(made.dataset_type) or bool(made.table) != bool(made.dataset):
        raise refuse("target")
    return made


def _expected(fields: Mapping[str, Any]) -> Expected:
    made = Expected(**fields)
    if None not in (made.minimum, made.maximum) and not made.holds(made.minimum or 0):
        raise refuse("expected")
    return made


def _words(value: Any) -> Mapping[str, str]:
    words: Mapping[str, str] = Section({"vi": text, "en": text}, required=frozenset({"vi", "en"}))(value)
    return words


_COUNT = whole(0, 10_000_000)
_FILE = Section(
    {
        "id": slug,
        "title": _words,
        "owner": slug,
        "connector": text,
        "address": address,
        "access": Section(
            {
                "name": slug,
                "kind": one_of(*KINDS),
                "header": text,
                "token_address": address,
                "scope": text,
            },
            required=frozenset({"name", "kind"}),
            make=_access,
        ),
        "schedule": SCHEDULE,
        "target": Section(
            {
                "table": lambda value: one_of(*table_schema_names())(value),
                "dataset": slug,
                "dataset_type": lambda value: one_of(*dataset_type_names(), ANY_TYPE)(value),
            },
            make=_target,
        ),
        "fields": pairs(text),
        "ignore": many(text),
        "expected": Section({"minimum": _COUNT, "maximum": _COUNT}, make=_expected),
        "policy": one_of("valid", "approval"),
        "geography": Section(
            {"written_in": one_of(*EPOCHS), "then": one_of("keep", "convert")},
            required=frozenset({"written_in", "then"}),
            make=lambda fields: Geography(**fields),
        ),
        "network": _network,
        "options": pairs(lambda value: value),
    },
    required=frozenset({"id", "title", "owner", "connector", "address", "target"}),
)
