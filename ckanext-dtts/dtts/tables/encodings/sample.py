"""A file's words that are not ASCII, and a few of them before and after, for a person to judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from dtts.tables.encodings.detect import words_in
from dtts.tables.encodings.legacy import Legacy, view
from dtts.tables.limits import LINE_BYTES, MIB

_WORDS, _SAMPLE_LENGTH = 5000, 60


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """Pieces of about 1 MiB that end with a line, so that no letter is cut in two."""
    while chunk := file.read(MIB):
        yield chunk + (b"" if chunk.endswith(b"\n") else file.readline(LINE_BYTES))


def words_of(path: Path, encoding: str | None = None) -> set[str]:
    """Up to about 5,000 distinct words; `encoding` when they are not bytes as windows-1252 shows them."""
    words: set[str] = set()
    with path.open("rb") as file:
        for piece in lines_of(file):
            words |= words_in(piece.decode(encoding, "replace") if encoding else view(piece))
            if len(words) >= _WORDS:
                break
    return words


def sample(path: Path, encoding: str | None = None) -> str:
    """Text around the first letter that is not ASCII, as it looks today; at most 60 characters."""
    with path.open("rb") as file:
        for piece in lines_of(file):
            for line in piece.splitlines():
                text = line.decode(encoding, "replace") if encoding else view(line)
                if words_in(text):
                    return _stretch(text)
    return ""


def _stretch(text: str) -> str:
    at = next(index for index, sign in enumerate(text) if not sign.isascii())
    start = max(0, at - _SAMPLE_LENGTH // 2)
    space = text.find(" ", start, at) if start else -1
    start = space + 1 if space >= 0 else start
    return text[start : start + _SAMPLE_LENGTH].strip()


def previews(text: str, possible: tuple[Legacy, ...]) -> str:
    """What the sample would be in each encoding that may be meant."""
    return "; ".join(f"{legacy.name}: “{legacy.read(text)}”" for legacy in possible)
