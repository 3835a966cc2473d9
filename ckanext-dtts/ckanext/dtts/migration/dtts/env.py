"""Runs the portal's migrations on the connection that `ckan db upgrade` names."""

from __future__ import annotations

from pathlib import Path

from alembic import context
from ckan.model.meta import metadata
from sqlalchemy import engine_from_config, pool
from sqlalchemy.schema import SchemaItem

NAME = Path(__file__).resolve().parent.name


def include_object(
    item: SchemaItem, name: str | None, kind: str, _reflected: bool, _compare_to: SchemaItem | None
) -> bool:
    """Leave CKAN's and other plugins' tables alone."""
    return kind != "table" or (name or "").startswith(f"{NAME}_")


def run() -> None:
    """Migrate online; there is no use for SQL scripts here."""
    config = context.config
    section = config.get_section(config.config_ini_section) or {}
    engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            version_table=f"{NAME}_alembic_version",
            include_object=include_object,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
