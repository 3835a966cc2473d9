"""What is in a bulk set: each file with its rows, bytes and SHA-256, by which a reader knows it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dtts.indicators.outgoing import MARK, Outgoing, Source

VERSION = 1
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class BulkFile:
    """`path` inside the set; `family`, `year` and `rows` are None for what is no partition."""

    path: str
    media_type: str
    bytes: int
    sha256: str
    rows: int | None = None
    family: str | None = None
    year: int | None = None


def described(folder: Path, path: str, media_type: str, **partition: Any) -> BulkFile:
    """A file that lies under `folder`, measured and hashed."""
    digest, size = hashlib.sha256(), 0
    with (folder / path).open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
    return BulkFile(path, media_type, size, digest.hexdigest(), **partition)


def set_id(outgoing: Outgoing, files: Sequence[BulkFile]) -> str:
    """The name of a set: the day of its release and a hash of its content."""
    content = json.dumps([[file.path, file.sha256] for file in files]).encode()
    return f"{outgoing.release.moment[:10]}-{hashlib.sha256(content).hexdigest()[:12]}"


def manifest(outgoing: Outgoing, files: Sequence[BulkFile]) -> dict[str, Any]:
    """The manifest: no clock is in it, only the moment of the release."""
    name = set_id(outgoing, files)
    base = f"{outgoing.release.site}/bulk/{name}"
    return {
        "manifest_version": VERSION,
        "set": name,
        "release": outgoing.release.moment,
        "title": dict(outgoing.title),
        **({"mark": dict(MARK)} if outgoing.demo else {}),
        "citation": {lang: outgoing.citation(lang) for lang in ("vi", "en")},
        "sources": [_source(source) for source in outgoing.sources],
        "indicators": [one.code for one in outgoing.definitions],
        "rows": sum(file.rows or 0 for file in files),
        "bytes": sum(file.bytes for file in files),
        "files": [{**asdict(file), "url": f"{base}/{file.path}"} for file in files],
    }


def _source(source: Source) -> dict[str, Any]:
    licence = source.licence.name if source.licence else None
    return {"dataset": source.name, "address": source.address, "licence": licence, "demo": source.demo}
