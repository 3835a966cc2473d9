"""Looks into a draft's file in limited children: which table it may be, which place and period it names."""

from __future__ import annotations

from ckanext.dtts import drafts
from ckanext.dtts.checking.limits import LIMITS
from ckanext.dtts.checking.questions import look
from ckanext.dtts.drafts.kept import file_of
from ckanext.dtts.model import Draft
from ckanext.dtts.registers import folder as registers
from ckanext.dtts.registers import today
from ckanext.dtts.uploads import folder
from ckanext.dtts.web.turns import turn
from ckanext.dtts.work import scratch
from dtts.catalogue import table_schema_names
from dtts.extent import Extent, extent_in_child
from dtts.recognise import Recognised


def into(draft: Draft) -> Draft:
    """Look at the file once for the tables that it may be, and once for each table that is chosen.

    LaterError when too many files are being looked at.
    """
    upload = file_of(draft)
    if upload is None or not upload.is_whole:
        return draft
    path = folder.path_of(upload.id)
    if "seen" not in draft.found:
        with turn(), scratch() as out:
            seen = look(path, upload.filename, out)
        drafts.remember(draft, draft.agency_id, seen=seen.to_dict(), proposed=table_of(seen))
    schema = chosen_table(draft)
    if schema and schema not in draft.found.get("extents", {}):
        with turn(), scratch() as out:
            extent = extent_in_child(
                path,
                filename=upload.filename,
                schema_name=schema,
                out=out,
                registers=registers(),
                today=today(),
                limits=LIMITS,
            )
        extents = {**draft.found.get("extents", {}), schema: extent.to_dict()}
        drafts.remember(draft, draft.agency_id, extents=extents)
    return draft


def table_of(seen: Recognised) -> str:
    """The table that the file says it is, or the only one whose required columns are all there; or none."""
    return seen.template or (seen.only.schema if seen.only else "")


def seen_in(draft: Draft) -> Recognised:
    """What was seen of the file's kind."""
    seen = draft.found.get("seen")
    return Recognised.from_dict(seen) if seen else Recognised()


def extent_in(draft: Draft) -> Extent:
    """What was seen of its place and period, for the table that is chosen."""
    extent = draft.found.get("extents", {}).get(chosen_table(draft))
    return Extent.from_dict(extent) if extent else Extent()


def chosen_table(draft: Draft) -> str:
    """The table that a person chose, or else the one that the file tells; empty when neither is known."""
    said = draft.said.get("schema", "")
    return said if said in table_schema_names() else str(draft.found.get("proposed", ""))
