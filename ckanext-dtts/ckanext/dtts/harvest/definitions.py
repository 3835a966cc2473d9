"""A source's file as the portal takes it: read strictly, and held against the agencies and datasets here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.road import intake
from dtts.vietnamese import nfc
from dtts_harvesters.source import Source as Definition
from dtts_harvesters.source import check_source

Both = Mapping[str, str]


class DefinitionError(RefusedError):
    """A source's file that cannot be used; `faults` are pairs of a field's path and its two sentences."""

    def __init__(self, faults: list[tuple[str, Both]]) -> None:
        told = {lang: " ".join(said[lang] for _field, said in faults) for lang in ("vi", "en")}
        super().__init__("definition", "source-file", told["vi"], told["en"])
        self.faults = faults


def read(text: str) -> Definition:
    """The source of a file; DefinitionError with all of its faults."""
    checked = check_source(text)
    if checked.source is None:
        raise DefinitionError([(each.field, each.message) for each in checked.faults])
    return checked.source


@lru_cache(maxsize=256)
def known(text: str) -> Definition:
    """That of a file that was read before and is kept."""
    return read(text)


def digest(text: str) -> str:
    """SHA-256 of the file, line ends and Unicode forms apart."""
    plain = "\n".join(nfc(text).splitlines())
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()


def agency_of(definition: Definition) -> model.Group:
    """The agency that owns what the source brings; DefinitionError when the file does not fit this portal."""
    faults = list(_unfit(definition))
    if faults:
        raise DefinitionError(faults)
    found: model.Group = _agency(definition.owner)
    return found


def _unfit(definition: Definition) -> Iterator[tuple[str, Both]]:
    agency = _agency(definition.owner)
    if agency is None:
        yield "owner", _no_agency(definition.owner)
        return
    target = definition.target
    if not target.table:
        return
    dataset = model.Package.get(target.dataset)
    if dataset is None or dataset.state != model.State.ACTIVE or dataset.owner_org != agency.id:
        yield "target.dataset", _no_dataset(target.dataset)
    elif target.table not in intake.allowed_schemas(dataset.type):
        yield "target.table", _not_of_type(target.table, dataset.type)


def _agency(name: str) -> model.Group | None:
    found = model.Group.get(name)
    is_one = found is not None and found.is_organization and found.state == model.State.ACTIVE
    return found if is_one else None


def _no_agency(name: str) -> Both:
    return {
        "vi": f"Cổng không có đơn vị “{name}”; hãy ghi tên trong địa chỉ của đơn vị.",
        "en": f"The portal has no agency “{name}”; give its name in the address.",
    }


def _no_dataset(name: str) -> Both:
    return {
        "vi": f"Đơn vị không có bộ dữ liệu “{name}”; hãy tạo bộ dữ liệu trước.",
        "en": f"The agency has no dataset “{name}”; create it first.",
    }


def _not_of_type(table: str, dataset_type: str) -> Both:
    return {
        "vi": f"Bộ dữ liệu loại “{dataset_type}” không nhận lược đồ “{table}”.",
        "en": f"A dataset of type “{dataset_type}” does not take the table schema “{table}”.",
    }
