"""What an entry may name: agencies, places, datasets; read once for many entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.errors import RefusedError
from dtts.duties import Refused, read_schedule

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """Ids of agencies and datasets by their names, and by themselves."""

    agencies: Mapping[str, str]
    datasets: Mapping[str, str]

    @staticmethod
    def read() -> Known:
        """What the portal has now; two queries."""
        organisations = sa.select(model.Group.id, model.Group.name).where(
            model.Group.is_organization.is_(True), model.Group.state == model.State.ACTIVE
        )
        packages = sa.select(model.Package.id, model.Package.name).where(
            model.Package.state == model.State.ACTIVE
        )
        return Known(_both(organisations), _both(packages))

    def columns(self, values: Values) -> dict[str, Any]:
        """What a row of the catalogue says, as the table keeps it; RefusedError names the cell against it."""
        dataset, slug = values.get("dataset") or None, values.get("table") or None
        return {
            "code": values["code"],
            "name": values["name"],
            "name_en": values.get("name_en") or None,
            "agency_id": self._agency(values["agency"]),
            "area_id": _place(values["area_id"]),
            **_schedule(values),
            "ended": _day(values.get("ended")),
            **_basis(values),
            "note": values.get("note") or None,
            "package_id": self._dataset(dataset, slug),
            "slug": slug,
            "demo": bool(values.get("demo")),
        }

    def _agency(self, name: str) -> str:
        if name not in self.agencies:
            raise RefusedError(
                "agency",
                "unknown-agency",
                f"Cổng không có cơ quan “{name}”; ghi tên trong địa chỉ của cơ quan.",
                f"The portal has no agency “{name}”; write the name in its address.",
            )
        return self.agencies[name]

    def _dataset(self, name: str | None, slug: str | None) -> str | None:
        if (name is None) != (slug is None):
            raise RefusedError(
                "table",
                "half-an-address",
                "Bộ dữ liệu và bảng phải ghi cùng nhau, hoặc cùng để trống.",
                "Dataset and table are given together, or neither of them.",
            )
        if name is not None and name not in self.datasets:
            raise RefusedError(
                "dataset",
                "unknown-dataset",
                f"Cổng không có bộ dữ liệu “{name}”; tạo trước, hoặc để trống.",
                f"The portal has no dataset “{name}”; make it first, or leave it empty.",
            )
        return self.datasets[name] if name else None


def _both(query: Any) -> dict[str, str]:
    pairs = list(model.Session.execute(query).tuples())
    return {key: identifier for identifier, name in pairs for key in (identifier, name)}


def _place(area_id: str) -> str:
    if area_id != "VN" and registers.gazetteer().place(area_id) is None:
        raise RefusedError(
            "area_id",
            "unknown-place",
            f"Danh mục không có địa bàn “{area_id}”; ghi mã kèm giai đoạn, ví dụ 24@since-2025-07, hoặc VN.",
            f"The register has no place “{area_id}”; write it as 24@since-2025-07, or VN.",
        )
    return area_id


def _schedule(values: Values) -> dict[str, str]:
    read = read_schedule(values["frequency"], values.get("due") or "", values["first_period"])
    if isinstance(read, Refused):
        raise RefusedError(read.part, "no-schedule", read.reason["vi"], read.reason["en"])
    return {"frequency": read.frequency, "due": read.rule, "first_period": read.first.sdmx}


def _basis(values: Values) -> dict[str, str | None]:
    basis, provenance = values.get("legal_basis") or None, values.get("provenance") or None
    if (basis is None) != (provenance is None):
        raise RefusedError(
            "provenance",
            "basis-without-provenance",
            "Có căn cứ pháp lý thì phải ghi căn cứ đó tìm thấy ở đâu, và ngược lại.",
            "A legal basis comes with where it was found, and the other way round.",
        )
    return {"legal_basis": basis, "provenance": provenance}


def _day(value: date | str | None) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(value)
    except ValueError as wrong:
        raise RefusedError(
            "ended",
            "bad-date",
            "Ngày kết thúc phải là ngày dạng YYYY-MM-DD.",
            "The last day must be written YYYY-MM-DD.",
        ) from wrong
