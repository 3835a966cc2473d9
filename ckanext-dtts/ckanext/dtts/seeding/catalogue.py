"""The catalogue of what must be published, from the package's file: demonstration, marked as such."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.datastructures import FileStorage

from ckanext.dtts.seeding.acting import act
from dtts.catalogue import schemas_path

FILE = "samples/open-data-catalogue.csv"
REASON = "Dữ liệu ban đầu của cổng (minh họa) / The portal's first data (demonstration)"


def ensure(say: Callable[[str], None]) -> None:
    """Add the entries of the file that the portal lacks; those that people changed stay as they are."""
    path = schemas_path() / FILE
    with path.open("rb") as stream:
        upload = FileStorage(stream, filename=path.name, content_type="text/csv")
        found = act("dtts_entry_import", {"upload": upload, "apply": "added", "reason": REASON})
    for each in found["refused"]:
        say(f"  entry {each['code']}: {each['message']['en']}")
    say(f"catalogue: {len(found['added'])} entries added, {found['unchanged']} known")
