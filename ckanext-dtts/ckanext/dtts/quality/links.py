"""Addresses elsewhere that descriptions of datasets name, and what the nightly check found there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Link
from ckanext.dtts.model.link import BROKEN_AFTER
from dtts.quality import Links

LONGEST = 2000
FIELDS = ("source_url", "contact_uri")


def of_dataset(pkg: Mapping[str, Any]) -> list[str]:
    """Every address of http and https that the dataset's description and its links name, once each."""
    named = [pkg.get(field) for field in FIELDS]
    named += [each.get("url") for each in pkg["resources"] if not each.get("url_type")]
    return list(dict.fromkeys(each for each in named if each and is_elsewhere(each)))


def is_elsewhere(address: str) -> bool:
    """Whether an address can be checked: http or https, and of a length that is kept."""
    return address.startswith(("http://", "https://")) and len(address) <= LONGEST


def is_here(address: str) -> bool:
    """Whether an address is a page of this portal, which no check by night asks for."""
    return address.startswith(tk.config["ckan.site_url"].rstrip("/") + "/")


def known(addresses: Collection[str]) -> dict[str, Link]:
    """What is known of these addresses; one query."""
    if not addresses:
        return {}
    found = model.Session.scalars(sa.select(Link).where(Link.address.in_(addresses)))
    return {each.address: each for each in found}


def count(addresses: Collection[str], found: Mapping[str, Link]) -> Links:
    """How many of the addresses were checked, and which are broken."""
    checked = [found[each] for each in addresses if each in found]
    broken = tuple(each.address for each in checked if each.failures >= BROKEN_AFTER)
    return Links(len(checked), broken)
