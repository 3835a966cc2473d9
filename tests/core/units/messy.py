"""Six kinds of mess that real lists do to names, each as a function of a name and a source of chance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

from dtts.units import Unit
from dtts.vietnamese import fold

TONES = "\u0300\u0301\u0309\u0303\u0323"
ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "Xã": ("X.", "X. ", "xã ", "XÃ ", "Xa "),
    "Phường": ("P.", "P. ", "phường ", "Phuong ", "P"),
    "Thị trấn": ("TT.", "TT ", "T.T ", "Thi tran ", "tt. "),
    "Thị xã": ("TX.", "TX ", "Tx. ", "thi xa "),
    "Huyện": ("H.", "H. ", "huyện ", "Huyen "),
    "Quận": ("Q.", "Q. ", "quận "),
    "Thành phố": ("TP.", "TP ", "Tp. ", "T.P ", "thanh pho "),
    "Đặc khu": ("đặc khu ", "ĐK ", "Dac khu "),
}
LOOK_ALIKE = str.maketrans({"Đ": "Ð", "đ": "ð"})


def without_marks(unit: Unit, chance: Random) -> str:
    """Xã Hòa Bình → xa hoa binh, XA HOA BINH or Xa Hoa Binh."""
    return chance.choice((str, str.upper, str.title))(fold(unit.name))


def other_tone_place(unit: Unit, chance: Random) -> str:
    """Hòa → Hoà and Hoà → Hòa; Lý → Lí, Quy → Qui."""
    del chance
    spread = unicodedata.normalize("NFD", unit.name)
    moved = re.sub(rf"([oOuU])([{TONES}])([aeyAEY])(?![a-zA-Z\u0300-\u036f])", r"\1\3\2", spread)
    if moved == spread:
        moved = re.sub(rf"(?<![qQ])([oOuU])([aeyAEY])([{TONES}])(?![a-zA-Z])", r"\1\3\2", spread)
    swapped = re.sub(r"\b([BHKLMSTVbhklmstv]|[Qq]u)y(?![a-zA-Z])", r"\1i", moved)
    return unicodedata.normalize("NFC", swapped)


def other_prefix(unit: Unit, chance: Random) -> str:
    """Xã → X., Thị trấn → TT., Phường 1 → P01."""
    kind = unit.name.removesuffix(unit.short_name).strip()
    short = unit.short_name
    if short.isdigit() and chance.random() < 0.5:
        short = short.zfill(2)
    return chance.choice(ABBREVIATIONS[kind]) + short


def highland(unit: Unit, chance: Random) -> str:
    """Đắk → Đăk, Đak or Đắc; straight ' → ’, ʼ, dropped or with a space; hyphens with and without spaces."""
    name = re.sub(r"\bĐ[ắă]k\b", lambda _: chance.choice(("Đăk", "Đắk", "Đak", "Đắc")), unit.name)
    name = re.sub(r" ?- ?", lambda _: chance.choice(("-", " - ", " – ", " ")), name)
    return re.sub(r"' ?", lambda _: chance.choice(("’", "ʼ", "", "' ", "`")), name)


def other_unicode(unit: Unit, chance: Random) -> str:
    """Decomposed, with Icelandic eth for Đ, or with invisible characters."""
    name = unicodedata.normalize("NFD", unit.name) if chance.random() < 0.7 else unit.name
    name = name.translate(LOOK_ALIKE) if chance.random() < 0.7 else name
    return name.replace(" ", "\u00a0\u200b", 1) if chance.random() < 0.5 else f"\ufeff{name}"


def other_spacing(unit: Unit, chance: Random) -> str:
    """Doubled spaces, upper or lower case."""
    name = chance.choice((str.upper, str.lower, str.swapcase))(unit.name)
    return f" {name.replace(' ', '  ')} "


def slip(unit: Unit, chance: Random) -> str:
    """One letter of the own name left out, doubled, or swapped with the next."""
    name = unit.short_name
    at = chance.randrange(1, len(name) - 1)
    kind = chance.choice(("drop", "double", "swap"))
    if kind == "drop":
        name = name[:at] + name[at + 1 :]
    elif kind == "double":
        name = name[:at] + name[at] + name[at:]
    else:
        name = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return unit.name.removesuffix(unit.short_name) + name


Mess = Callable[[Unit, Random], str]
KINDS: Mapping[str, Mess] = {
    "marks left out": without_marks,
    "tone place, i/y": other_tone_place,
    "prefixes": other_prefix,
    "Đắk/Đăk, apostrophes, hyphens": highland,
    "NFD, eth, invisible": other_unicode,
    "spaces, case": other_spacing,
}


def applies(mess: Mess, unit: Unit) -> bool:
    """Whether the mess can change the name at all: Đắk and apostrophes are not everywhere."""
    if mess is slip:
        return len(unit.short_name) > 5 and not any(char.isdigit() for char in unit.short_name)
    return any(mess(unit, Random(seed)) != unit.name for seed in range(3))
