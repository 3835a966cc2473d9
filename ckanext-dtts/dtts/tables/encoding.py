"""The encoding of a text file, found strictly: what does not fit refuses the file or is asked about."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dtts.errors import UnreadableFile
from dtts.report import FaultGroup
from dtts.tables.encodings import LEGACY
from dtts.tables.limits import LINE_BYTES, MIB
from dtts.tables.old_text import Converted, from_bytes, from_text
from dtts.tables.refuse import refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNICODE = ("utf-8", "utf-16-le", "utf-16-be")
ENCODINGS = (*UNICODE, *LEGACY)
"""What a sender may say that a text file is in."""
COUNTED = (b"\n", b"\r", b'"', b",", b";", b"\t", b"|")
_PROBE_BYTES = 4096
_NULS_OF_UTF16 = 0.3


@dataclass(frozen=True)
class Text:
    """What one pass over the bytes of a UTF-8 file found; `skip` is the length of its byte order mark.

    `counts` says how often each single byte of `COUNTED` occurs.
    """

    path: Path
    encoding: str
    skip: int
    counts: Mapping[bytes, int]
    odd_line_ends: bool
    ends_with_line_end: bool
    groups: tuple[FaultGroup, ...] = ()
    """What the report says of the encoding."""


def open_text(path: Path, scratch: Path, stated: str | None = None) -> Text:
    """The file as UTF-8: itself, or a copy in `scratch`. Without `stated`, one of `ENCODINGS`, it is found:
    by a byte order mark, as UTF-8, as UTF-16, then by what makes Vietnamese of it; else it is refused.
    """
    encoding, skip = _declared(path)
    if stated is not None and skip and encoding.removesuffix("-sig") != stated:
        refuse("encoding-contradiction", stated=stated, found=encoding)
    encoding = stated if stated in UNICODE and not skip else encoding
    if encoding.startswith("utf-16"):
        path, skip = _as_utf8(path, encoding, skip, scratch), 0
        return _scan(path, encoding, skip)
    return _open_bytes(path, encoding, skip, scratch, stated)


def _open_bytes(path: Path, encoding: str, skip: int, scratch: Path, stated: str | None) -> Text:
    if stated in UNICODE:
        return _scan(path, encoding, skip)
    try:
        text = _scan(path, encoding, skip)
    except UnreadableFile as refused:
        if refused.fault.rule != "encoding" or skip:
            raise
        converted = from_bytes(path, scratch, stated)
        if converted is None:
            raise
        return _scan_copy(converted)
    converted = None if skip and stated else from_text(path, scratch, stated)
    return text if converted is None else _scan_copy(converted)


def _scan_copy(converted: Converted) -> Text:
    return replace(_scan(converted.path, converted.encoding, 0), groups=converted.groups)


def _declared(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        start = file.read(_PROBE_BYTES)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding, len(mark)
    return _utf16_without_mark(start) or "utf-8", 0


def _utf16_without_mark(start: bytes) -> str | None:
    """Latin text in UTF-16 has a NUL in every other byte, always on the same side."""
    pairs = len(start) // 2
    if pairs < 2:
        return None
    high, low = start[0 : pairs * 2 : 2].count(0) / pairs, start[1 : pairs * 2 : 2].count(0) / pairs
    if low > _NULS_OF_UTF16 and high == 0:
        return "utf-16-le"
    return "utf-16-be" if high > _NULS_OF_UTF16 and low == 0 else None


def _as_utf8(path: Path, encoding: str, skip: int, scratch: Path) -> Path:
    copy = scratch / "utf8.txt"
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    with path.open("rb") as source, copy.open("w", encoding="utf-8", newline="") as target:
        source.seek(skip)
        for chunk, last in _chunks(source):
            try:
                text = decoder.decode(chunk, last)
            except UnicodeDecodeError as broken:
                refuse("encoding", line=line, position=broken.start)
            line += text.count("\n")
            target.write(text)
    return copy


def _scan(path: Path, encoding: str, skip: int) -> Text:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    counts = dict.fromkeys(COUNTED, 0)
    pairs, since_line_end, previous = 0, 0, b""
    with path.open("rb") as file:
        file.seek(skip)
        for chunk, last in _chunks(file):
            line = counts[b"\n"] + 1
            _decode(decoder, chunk, last, line)
            _refuse_nul(chunk, line)
            since_line_end = _longest_tail(chunk, since_line_end, line)
            pairs += chunk.count(b"\r\n") + (previous == b"\r" and chunk.startswith(b"\n"))
            counts = {sign: count + chunk.count(sign) for sign, count in counts.items()}
            previous = chunk[-1:]
    return Text(path, encoding, skip, counts, counts[b"\r"] != pairs, previous == b"\n")


def _chunks(file: object) -> Iterator[tuple[bytes, bool]]:
    """Pieces of 1 MiB, each with whether it is the last."""
    chunk: bytes = file.read(MIB)  # type: ignore[attr-defined]
    while chunk:
        following: bytes = file.read(MIB)  # type: ignore[attr-defined]
        yield chunk, not following
        chunk = following


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, last: bool, line: int) -> None:
    try:
        decoder.decode(chunk, last)
    except UnicodeDecodeError as broken:
        before = broken.object[: broken.start]
        refuse("encoding", line=line + before.count(b"\n"), position=broken.start - before.rfind(b"\n"))


def _refuse_nul(chunk: bytes, line: int) -> None:
    at = chunk.find(b"\0")
    if at >= 0:
        refuse("nul-character", line=line + chunk.count(b"\n", 0, at))


def _longest_tail(chunk: bytes, since_line_end: int, line: int) -> int:
    """Bytes since the last line end; refuses a line that has grown over the limit."""
    end = chunk.rfind(b"\n")
    tail = since_line_end + len(chunk) if end < 0 else len(chunk) - end - 1
    if tail > LINE_BYTES:
        refuse("too-long", line=line + chunk.count(b"\n"))
    return tail
