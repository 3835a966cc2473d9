"""The portal with all its plugins, an empty database and an empty index, once a module.

CKAN's own fixtures do this before every test, which takes longer than the tests: here a module's
tests share what the module wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import ckan.plugins as plugins
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.common import config
from ckan.config.middleware import make_app
from ckan.tests.helpers import CKANTestApp
from ckan.types import CKANApp
from sqlalchemy.orm import close_all_sessions


@pytest.fixture(scope="module")
def portal() -> None:
    """All plugins: they stay from module to module, since none asks for others."""
    if not plugins.plugin_loaded("dtts"):
        plugins.load_all()


def application() -> CKANTestApp:
    """The portal's application, made once for the plugins that are loaded."""
    return CKANTestApp(_application_of(plugins.get_plugin("dtts")))


@lru_cache(maxsize=1)
def _application_of(_plugin: plugins.Plugin) -> CKANApp:
    config["testing"] = True
    return make_app(config)


@contextmanager
def append_only_tables_open() -> Iterator[None]:
    """Lets CKAN's reset empty the tables that refuse it, which only the owner of the database can do."""
    guarded = """SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
                  WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'dtts%'"""
    with model.meta.engine.begin() as connection:
        tables = list(connection.scalars(sa.text(guarded)))
        for table in tables:
            connection.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    yield
    with model.meta.engine.begin() as connection:
        for table in set(tables) & set(sa.inspect(connection).get_table_names()):
            connection.execute(sa.text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))


@pytest.fixture(scope="module")
def empty_portal(
    portal: None,
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
    reset_index: Callable[[], None],
) -> None:
    _make_tables(reset_db, migrate_db_for)
    with append_only_tables_open():
        empty_all_tables()
    reset_index()


@lru_cache(maxsize=1)
def _make_tables(reset_db: Callable[[], None], migrate_db_for: Callable[[str], None]) -> None:
    """Once a session: every table anew, by CKAN's migrations and ours."""
    with append_only_tables_open():
        reset_db()
    # This reset has dropped every table and made only CKAN's own again.
    migrate_db_for("dtts")


def empty_all_tables() -> None:
    """What `model.repo.delete_all` does, which asks and deletes 200 times where this does it at once."""
    close_all_sessions()  # a transaction that a test left open would hold this up for ever
    with model.meta.engine.begin() as connection:
        there = set(sa.inspect(connection).get_table_names())
        listed = [table.name for table in reversed(model.repo.metadata.sorted_tables)]
        deletions = [f'DELETE FROM "{name}";' for name in listed if name in there - {"alembic_version"}]
        connection.execute(sa.text(f"DO $$ BEGIN {' '.join(deletions)} END $$"))


@pytest.fixture(scope="module")
def site(empty_portal: None) -> CKANTestApp:
    """The portal over HTTP, to a reader who keeps no cookie; `site.test_client()` is one who does."""
    app = application()
    app.client = app.test_client(use_cookies=False)
    return app
