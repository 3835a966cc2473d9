"""The files that an indicator is offered as in the standards of others, one entry a form."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from ckanext.dtts import config
from ckanext.dtts.outgoing.gather import Gathered
from ckanext.dtts.registers import gazetteer
from dtts.iati import Reporter, activities
from dtts.opensdg import write_export
from dtts.packages import write_package

MAKERS_VERSION = 2
"""Raise it when a form changes: readers keep a file while its ETag holds."""


class Form(NamedTuple):
    """`most` is the number of rows that one request may make a file of."""

    media_type: str
    most: int
    write: Callable[[Gathered, Path], None]


def _package(gathered: Gathered, target: Path) -> None:
    write_package(gathered.outgoing, gathered.rows(), gazetteer(), target)


def _iati(gathered: Gathered, target: Path) -> None:
    release = gathered.outgoing.release
    reporter = Reporter(config.iati_organisation() or urlsplit(release.site).netloc, release.portal)
    target.write_bytes(activities(gathered.outgoing, gathered.rows(), reporter))


def _open_sdg(gathered: Gathered, target: Path) -> None:
    write_export(gathered.outgoing, gathered.rows(), target)


FORMS: dict[str, Form] = {
    "datapackage.zip": Form("application/zip", 200_000, _package),
    "iati.xml": Form("application/xml", 20_000, _iati),
    "opensdg.zip": Form("application/zip", 200_000, _open_sdg),
}
"""By the last word of the address: `/chi-tieu/<code>/<word>`."""


def etag(name: str, gathered: Gathered) -> str:
    """Names the bytes of a form: they follow from the release and from what is said of the sources."""
    said = (name, MAKERS_VERSION, repr(gathered.outgoing))
    return hashlib.sha256(repr(said).encode()).hexdigest()
