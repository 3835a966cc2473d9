"""Text files that are not Unicode, or only look so: found, converted, and said; never silently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dtts.report import FaultGroup, describe, one
from dtts.tables.encodings import LEGACY, UNKNOWN, Legacy, detect, lines_of, previews, sample, view, words_of
from dtts.tables.encodings.broken import find_broken
from dtts.tables.encodings.syllables import is_syllable
from dtts.tables.limits import MIB
from dtts.tables.refuse import refuse

# Signs that TCVN3 and VNI put inside words and Vietnamese never does.
_ODD = re.compile(
    "[A-Za-z][\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde-\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe\xff]"
)
# Letters that only Unicode has: a file that holds some is not all in an old font.
_UNICODE = re.compile("[\u0102-\u01b0\u0300-\u036f\u1ea0-\u1ef9]")
_FEWEST_ODD = 5


@dataclass(frozen=True)
class Converted:
    """A UTF-8 copy of a file, the encoding that it was in, and what the report says of that."""

    path: Path
    encoding: str
    groups: tuple[FaultGroup, ...]


def from_bytes(path: Path, scratch: Path, stated: str | None) -> Converted | None:
    """The copy of a file that is not UTF-8; None when no old encoding makes sense of it either. Refuses
    it with a preview of each when several might."""
    verdict = detect(words_of(path))
    if stated:
        if verdict.certain and verdict.certain.name != stated:
            refuse("encoding-contradiction", stated=stated, found=verdict.certain.title)
        return _copy(path, scratch, LEGACY[stated], None, ())
    if verdict.certain:
        return _copy(path, scratch, verdict.certain, None, _said(verdict.certain, sample(path)))
    if verdict.possible:
        refuse("encoding-unclear", previews=previews(sample(path), verdict.possible))
    return None


def from_text(path: Path, scratch: Path, stated: str | None) -> Converted | None:
    """The copy of a UTF-8 file whose letters are an old font's (`tØnh B¾c Giang`); None when they are not."""
    start = _start(path)
    if not stated:
        _refuse_broken(start)
        if not _looks_odd(start):
            return None
    words = words_of(path, "utf-8")
    if stated:
        if _is_vietnamese(words):
            refuse("encoding-contradiction", stated=stated, found="UTF-8")
        return _copy(path, scratch, LEGACY[stated], "utf-8", ())
    verdict = detect(words)
    mixed = any(_UNICODE.search(word) for word in words)
    if verdict.certain and verdict.certain.name != "cp1258" and not mixed:
        text = sample(path, "utf-8")
        return _copy(path, scratch, verdict.certain, "utf-8", _said(verdict.certain, text))
    refuse_odd(words)
    return None


def refuse_odd(words: set[str]) -> None:
    """Asks about text of which several words make sense only in an old font."""
    odd = {word for word in words if _ODD.search(word)}
    possible = tuple(legacy for legacy in detect(odd).possible if legacy.name != "cp1258")
    if possible and len(odd) >= _FEWEST_ODD:
        refuse("encoding-unclear", previews=previews(" ".join(sorted(odd)[:6]), possible))


def _is_vietnamese(words: set[str]) -> bool:
    """Whether the words are right as they stand."""
    return bool(words) and 2 * sum(map(is_syllable, words)) > len(words)


def _start(path: Path) -> str:
    """The first MiB: every file is asked, and most are plain."""
    with path.open("rb") as file:
        return file.read(MIB).decode("utf-8", "ignore")


def _looks_odd(start: str) -> bool:
    return len(set(_ODD.findall(start))) >= 2


def _refuse_broken(start: str) -> None:
    broken = find_broken(start)
    if broken:
        refuse("encoding-broken", before=broken.before, after=broken.after)


def _said(legacy: Legacy, before: str) -> tuple[FaultGroup, ...]:
    words = {"encoding": legacy.title, "before": before, "after": legacy.read(before)}
    return (one(describe("encoding-detected", words=words), words),)


def _copy(
    path: Path, scratch: Path, legacy: Legacy, encoding: str | None, groups: tuple[FaultGroup, ...]
) -> Converted:
    copy = scratch / f"{legacy.name}.txt"
    line = 1
    with path.open("rb") as source, copy.open("w", encoding="utf-8", newline="") as target:
        for piece in lines_of(source):
            text = legacy.read(piece.decode(encoding) if encoding else view(piece))
            if UNKNOWN in text:
                _refuse(text, line, legacy)
            line += piece.count(b"\n")
            target.write(text)
    return Converted(copy, legacy.name, groups)


def _refuse(text: str, line: int, legacy: Legacy) -> None:
    before = text[: text.index(UNKNOWN)]
    position = len(before) - before.rfind("\n")
    refuse("encoding-damaged", line=line + before.count("\n"), position=position, encoding=legacy.title)
