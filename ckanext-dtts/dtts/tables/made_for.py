"""A file that was made from a template says itself what its columns are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dtts.catalogue import TableSchema
from dtts.report import Address, FaultGroup, describe, one
from dtts.table_schema import as_of, changes_since, earlier_versions
from dtts.tables.answers import Answers
from dtts.tables.refuse import refuse
from dtts.tables.template_id import TemplateId, template_id

_WORKBOOKS = ("xlsx", "ods")
_FORMATS = (*_WORKBOOKS, "csv", "tsv")
_GONE = {"vi": "không còn", "en": "no longer asked for"}
_NEW = {"vi": "mới", "en": "new"}


@dataclass(frozen=True)
class MadeFor:
    """The schema by which the file is read, what the sender has said of it, and what has to be said of its
    template."""

    schema: TableSchema
    answers: Answers
    said: tuple[FaultGroup, ...] = ()


def made_for(path: Path, form: str, schema: TableSchema, answers: Answers) -> MadeFor:
    """How to read a file of this form. A workbook made from a template is read by it, whatever a person has
    confirmed for another file, and by the labels of its version; one of another table is refused, and one of
    a version that is still to come."""
    found = template_id(path) if form in _FORMATS else None
    if found is None or (form not in _WORKBOOKS and found.schema != schema.name):
        return MadeFor(schema, answers)
    if found.schema != schema.name:
        refuse("other-template", found=found.schema, table=schema.title)
    if found.version > schema.version:
        refuse("newer-template", found=found.version, version=schema.version, table=schema.title)
    answers = replace(answers, mapping=None)
    if found.version not in earlier_versions(schema):
        return MadeFor(schema, answers)
    return MadeFor(as_of(schema, found.version), answers, (_older(found, schema),))


def _older(found: TemplateId, schema: TableSchema) -> FaultGroup:
    changes = {language: "; ".join(_changes(found, schema, language)) for language in _GONE}
    words = {"found": found.version, "version": schema.version, "changes": changes}
    return one(describe("older-template", Address(), words=words), words)


def _changes(found: TemplateId, schema: TableSchema, language: str) -> Iterator[str]:
    changes = changes_since(schema, found.version)
    for label, name in changes.renamed.items():
        yield f"“{label}” → “{schema.field(name).title[language]}”"
    for label in changes.removed:
        yield f"“{label}”: {_GONE[language]}"
    for name in changes.added:
        yield f"“{schema.field(name).title[language]}”: {_NEW[language]}"
