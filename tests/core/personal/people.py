"""Synthetic persons, drawn from a seed: nobody real stands behind any of them."""

from __future__ import annotations

import random
from collections.abc import Callable

# Independent of the list that the check goes by: as people are called, the common ones more often.
FAMILIES = [
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Nguyễn",
    "Trần",
    "Trần",
    "Trần",
    "Lê",
    "Lê",
    "Lê",
    "Phạm",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đào",
    "Đoàn",
    "Vương",
    "Trịnh",
    "Trương",
    "Đinh",
    "Lâm",
    "Phùng",
    "Mai",
    "Tô",
    "Hà",
    "Nông",
    "Hoàng",
    "Lò",
    "Lò",
    "Vi",
    "Lường",
    "Quàng",
    "Giàng",
    "Giàng",
    "Thào",
    "Sùng",
    "Vàng",
    "Mùa",
    "Bàn",
    "Triệu",
    "Đinh",
    "Đinh",
    "A",
    "Y",
    "Siu",
    "Ksor",
    "Rơ",
    "Niê",
    "Kpă",
]
_MIDDLE = [
    "Văn",
    "Văn",
    "Văn",
    "Thị",
    "Thị",
    "Thị",
    "Hữu",
    "Đức",
    "Minh",
    "Thanh",
    "Quốc",
    "Ngọc",
    "Thu",
    "Xuân",
    "Bích",
]
GIVEN = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hiếu",
    "Hoa",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Minh",
    "Nam",
    "Nga",
    "Ngọc",
    "Nhung",
    "Phong",
    "Phúc",
    "Quân",
    "Quỳnh",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thắng",
    "Thủy",
    "Trang",
    "Trung",
    "Tuấn",
    "Tùng",
    "Vân",
    "Việt",
    "Vinh",
    "Yến",
    "Páo",
    "Dế",
    "Sáy",
    "Chứ",
    "Blô",
    "Nú",
    "Dói",
]
_PROVINCES = [
    "001",
    "002",
    "004",
    "008",
    "010",
    "015",
    "019",
    "020",
    "022",
    "024",
    "027",
    "030",
    "036",
    "038",
    "040",
    "048",
    "051",
    "056",
    "062",
    "066",
    "075",
    "079",
    "092",
    "096",
]
_MOBILE = [
    "032",
    "035",
    "038",
    "056",
    "058",
    "070",
    "077",
    "079",
    "081",
    "085",
    "088",
    "090",
    "093",
    "096",
    "098",
]
OLD_MOBILE = ["0121", "0126", "0162", "0168", "0169", "0188", "0199"]

Draw = Callable[[random.Random], str]


def name(chance: random.Random) -> str:
    """A name of two to four words."""
    middle = [chance.choice(_MIDDLE)] if chance.random() < 0.85 else []
    more = [chance.choice(GIVEN)] if chance.random() < 0.15 else []
    return " ".join([chance.choice(FAMILIES), *middle, *more, chance.choice(GIVEN)])


def citizen_id(chance: random.Random) -> str:
    """Twelve figures of the form in use since 2016; the check has no list of numbers given out."""
    born = chance.randint(1940, 2015)
    century = chance.choice("01") if born < 2000 else chance.choice("23")
    return f"{chance.choice(_PROVINCES)}{century}{born % 100:02}{chance.randrange(10**6):06}"


def identity_card(chance: random.Random) -> str:
    """Nine figures of the former card."""
    return f"{chance.randint(1, 38):02}{chance.randrange(10**7):07}"


def mobile(chance: random.Random) -> str:
    """Ten figures."""
    return f"{chance.choice(_MOBILE)}{chance.randrange(10**7):07}"


def spaced(number: str, sign: str) -> str:
    """`0912 345 678`, `001 203 004 567` and the like: groups of three figures from the end."""
    first = len(number) % 3 or 3
    return sign.join([number[:first], *(number[at : at + 3] for at in range(first, len(number), 3))])


def birthday(chance: random.Random) -> tuple[int, int, int]:
    """Day, month and year."""
    return chance.randint(1, 28), chance.randint(1, 12), chance.randint(1940, 2015)


def email(chance: random.Random) -> str:
    """An address at a domain that can never exist (RFC 2606)."""
    return f"nguoi.{chance.randrange(10**6)}@vidu{chance.randint(1, 9)}.example"


def day(chance: random.Random) -> str:
    return "{:02}/{:02}/{}".format(*birthday(chance))


def foreign(mobile: str) -> str:
    return f"+84 {mobile[1:4]} {mobile[4:7]} {mobile[7:]}"
