"""The encoding of a text file, found strictly: what does not fit refuses the file or is asked about."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
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
# Nobody sends it; the one mark begins as that of UTF-16.
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
UNICODE = ("utf-8", "utf-16-le", "utf-16-be")
ENCODINGS = (*UNICODE, *LEGACY)
"""What a sender may say that a text file is in."""
_PROBE_BYTES = 4096
_NULS_OF_UTF16 = 0.3


@dataclass(frozen=True)
class Text:
    """What one pass over the bytes of a UTF-8 file found; `skip` is the length of its byte order mark.

    `odd_line_ends` when a line ends by CR alone somewhere.
    """

    path: Path
    encoding: str
    skip: int
    odd_line_ends: bool
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
    if start.startswith(_UTF_32):
        refuse("encoding", line=1, position=1)
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
    read, since_line_end, previous, odd = skip, 0, b"", False
    with path.open("rb") as file:
        file.seek(skip)
        for chunk, last in _chunks(file):
            place = _Place(path, read)
            _decode(decoder, chunk, last, place)
            _refuse_nul(chunk, place)
            since_line_end = _longest_tail(chunk, since_line_end, place)
            odd = odd or _has_odd_line_ends(previous + chunk, last=last)
            previous = chunk[-1:] if chunk.endswith(b"\r") else b""
            read += len(chunk)
    return Text(path, encoding, skip, odd)


@dataclass(frozen=True)
class _Place:
    """A chunk's place in a file. Its line is counted when it is asked for: few files are refused."""

    path: Path
    start: int

    @property
    def line(self) -> int:
        """The line, from 1, in which the chunk begins."""
        line, left = 1, self.start
        with self.path.open("rb") as file:
            while left and (piece := file.read(min(left, MIB))):
                line += piece.count(b"\n")
                left -= len(piece)
        return line


def _has_odd_line_ends(chunk: bytes, *, last: bool) -> bool:
    """Whether a CR stands without its LF; one at the end of a chunk is looked at with the next."""
    if b"\r" not in chunk:
        return False
    pending = chunk.endswith(b"\r") and not last
    return chunk.count(b"\r") - pending != chunk.count(b"\r\n")


def _chunks(file: object) -> Iterator[tuple[bytes, bool]]:
    """Pieces of 1 MiB, each with whether it is the last."""
    chunk: bytes = file.read(MIB)  # type: ignore[attr-defined]
    while chunk:
        following: bytes = file.read(MIB)  # type: ignore[attr-defined]
        yield chunk, not following
        chunk = following


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, last: bool, place: _Place) -> None:
    try:
        decoder.decode(chunk, last)
    except UnicodeDecodeError as broken:
        before = broken.object[: broken.start]
        line = place.line + before.count(b"\n")
        refuse("encoding", line=line, position=broken.start - before.rfind(b"\n"))


def _refuse_nul(chunk: bytes, place: _Place) -> None:
    at = chunk.find(b"\0")
    if at >= 0:
        refuse("nul-character", line=place.line + chunk.count(b"\n", 0, at))


def _longest_tail(chunk: bytes, since_line_end: int, place: _Place) -> int:
    """Bytes since the last line end; refuses a line that has grown over the limit."""
    end = chunk.rfind(b"\n")
    tail = since_line_end + len(chunk) if end < 0 else len(chunk) - end - 1
    if tail > LINE_BYTES:
        refuse("too-long", line=place.line + chunk.count(b"\n"))
    return tail
