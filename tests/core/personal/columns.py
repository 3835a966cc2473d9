"""Columns of synthetic persons under telling and untelling labels, and clean columns that look like them.

Every column is marked by its `title`: it holds invented values to try the check of personal data on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from core.personal.people import (
    FAMILIES,
    GIVEN,
    OLD_MOBILE,
    Draw,
    birthday,
    citizen_id,
    day,
    email,
    foreign,
    identity_card,
    mobile,
    name,
    spaced,
)

SEED = 1719
PERSONS = 500


@dataclass(frozen=True)
class Column:
    """A column of text under a label; `kind` is the kind of personal data in it, None for a clean one."""

    kind: str | None
    label: str
    values: pl.Series
    labels: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is in a list of results."""
        return f"{self.kind or 'clean'}: {self.label}"


# Kind, labels that tell, and ways to write it. An empty label stands for one that tells nothing.
PERSONAL: tuple[tuple[str, tuple[str, ...], tuple[Draw, ...]], ...] = (
    ("citizen-id", ("Số CCCD", "so_cccd", "Căn cước công dân", ""), (
        citizen_id, lambda c: spaced(citizen_id(c), " "), lambda c: citizen_id(c).lstrip("0"))),
    ("identity-card", ("Số CMND", "cmnd", ""), (identity_card, lambda c: spaced(identity_card(c), " "))),
    ("phone", ("Số điện thoại", "SĐT", "dien_thoai", "Phone", ""), (
        mobile, lambda c: spaced(mobile(c), "."), lambda c: spaced(mobile(c), " "), lambda c: foreign(mobile(c)),
        lambda c: f"{c.choice(OLD_MOBILE)}{c.randrange(10**7):07}", lambda c: mobile(c)[1:],
        lambda c: f"0204 3{c.randrange(10**6):06}", lambda c: f"(0255) 3{c.randrange(10**6):06}")),
    ("email", ("Email", "Thư điện tử", ""), (email, lambda c: f"Liên hệ: {email(c)}")),
    ("passport", ("Số hộ chiếu", "passport", ""), (lambda c: f"{c.choice('BCNP')}{c.randrange(10**7):07}",)),
    ("insurance", ("Số thẻ BHYT", "Mã số BHXH"), (lambda c: f"{c.randrange(10**10):010}",)),
    ("insurance", ("Thẻ BHYT", ""), (lambda c: f"{c.choice(['DN', 'TE', 'HN', 'DT'])}4{c.randrange(10**12):012}",)),
    ("bank-account", ("Số tài khoản", "STK", "so_tai_khoan"), (
        lambda c: f"{c.randrange(10**12, 10**13)}", lambda c: f"{c.randrange(10**9, 10**10)}")),
    ("birth-date", ("Ngày sinh", "ngay_sinh", "Năm sinh", "Date of birth"), (
        day, lambda c: str(birthday(c)[2]), lambda c: "{2}-{1:02}-{0:02}".format(*birthday(c)))),
    ("name", ("Họ và tên", "ho_ten", "Họ tên chủ hộ", "Full name", ""), (
        name, lambda c: name(c).upper(), lambda c: f"{name(c)}")),
    ("name", ("",), (lambda c: f"Hỗ trợ {c.choice(['ông', 'bà'])} {name(c)} làm nhà",)),
)  # fmt: skip

CLEAN: tuple[tuple[str, Draw], ...] = (
    ("Kế hoạch vốn (đồng)", lambda c: str(c.randrange(10**8, 10**12))),
    ("Giải ngân", lambda c: f"{c.randrange(1, 999)}.{c.randrange(1000):03}.{c.randrange(1000):03}"),
    ("Mã địa bàn", lambda c: f"{c.randrange(1, 99999):05}@since-2025-07"),
    ("Mã xã", lambda c: f"{c.randrange(1, 33000):05}"),
    ("Mã số thuế cơ quan", lambda c: f"{c.choice('1234567')}{c.randrange(10**9):09}"),
    ("Số quyết định", lambda c: f"{c.randrange(1, 3000)}/QĐ-UBND"),
    ("Ngày quyết định", day),
    ("Năm hoàn thành", lambda c: str(c.randint(1990, 2026))),
    ("Tọa độ", lambda c: f"21.{c.randrange(10**6):06}, 106.{c.randrange(10**6):06}"),
    ("Hệ số", lambda c: f"0.{c.randrange(10**9):09}"),
    ("Mã dự án", lambda c: f"DA{c.randint(1, 10):02}.TDA{c.randint(1, 3)}"),
    ("Mã công trình", lambda c: f"CT-{c.randrange(10**6):06}"),
    ("Đơn vị thực hiện", lambda c: f"Ban Quản lý dự án huyện {c.choice(GIVEN)} {c.choice(GIVEN)}"),
    ("Trường", lambda c: f"Trường PTDTNT {c.choice(FAMILIES)} {c.choice(GIVEN)}"),
    ("Thôn", lambda c: f"Thôn {c.choice(FAMILIES)} {c.choice(GIVEN)}"),
    ("Sản phẩm", lambda c: f"{c.choice(['Chè', 'Mật ong', 'Gạo'])} {c.choice(GIVEN)} {c.choice(GIVEN)}"),
    ("Số hộ có chủ hộ là nữ", lambda c: str(c.randrange(0, 4000))),
    ("Tỷ lệ có thẻ BHYT (%)", lambda c: f"{c.randrange(0, 100)},{c.randrange(10)}"),
    ("Nam sinh viên", lambda c: str(c.randint(1, 900))),
    ("Ghi chú", lambda c: f"Số liệu quý {c.randint(1, 4)}, theo báo cáo số {c.randint(1, 999)}/BC-UBND"),
    ("Mã hồ sơ", lambda c: f"{c.randrange(10**11):011}"),
    ("Kỳ", lambda c: f"{c.randint(2010, 2026)}-S{c.randint(1, 2)}"),
)  # fmt: skip


def personal_columns(seed: int = SEED) -> Iterator[Column]:
    """Every kind under every label, written in every way, for 500 persons; one cell in ten is empty."""
    chance = random.Random(seed)
    for kind, labels, ways in PERSONAL:
        for label in labels:
            for way in ways:
                yield Column(kind, label or "Cột 3", _series(way, chance))


def clean_columns(seed: int = SEED) -> Iterator[Column]:
    """What looks like it and is none."""
    chance = random.Random(seed)
    for label, way in CLEAN:
        yield Column(None, label, _series(way, chance))


def _series(way: Draw, chance: random.Random) -> pl.Series:
    cells = [way(chance) if chance.random() > 0.1 else None for _ in range(PERSONS)]
    return pl.Series(cells, dtype=pl.String)
