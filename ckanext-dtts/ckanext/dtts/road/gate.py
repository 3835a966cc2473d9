"""The gate before tables that hold registers: only a register's keepers and the portal's own seed pass.

What a register says holds for the whole portal, so a file that a sender of its agency has at hand may not
become its next version: a keeper looks at the difference first, and says on what legal basis it rests.
"""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Table
from ckanext.dtts.registers import kept

SEED = "seed"


def lane(table: Table) -> str:
    """The lane of a table's jobs; the tables of one register share theirs."""
    found = held_by(table)
    return f"register:{found.register}" if found else f"table:{table.id}"


def held_by(table: Table) -> kept.Kept | None:
    """What a table holds of a register; None for an ordinary table."""
    dataset = model.Package.get(table.package_id)
    return kept.at(dataset.name, table.slug) if dataset else None


def is_seeded(door: str, actor_id: str) -> bool:
    """Whether the portal itself sends a file, when it is set up or renewed."""
    actor = model.User.get(actor_id)
    return door == SEED and actor is not None and actor.name == tk.config["ckan.site_id"]


def refuse_ordinary(dataset: str, slug: str, door: str, actor_id: str) -> None:
    """RefusedError for a file that comes for a register's table by the road of ordinary tables."""
    found = kept.at(dataset, slug)
    if found is not None and not is_seeded(door, actor_id):
        raise RefusedError("table", "holds-a-register", **not_by_the_keepers_road(found.register))


def not_by_the_keepers_road(register: str) -> dict[str, str]:
    """Why a file for a register's table is not taken, in both languages."""
    return {
        "vi": f"Bảng này là danh mục dùng chung; chỉ người giữ danh mục cập nhật, tại /danh-muc/{register}.",
        "en": f"This table is a register of the portal; only its keepers renew it: /en/danh-muc/{register}.",
    }
