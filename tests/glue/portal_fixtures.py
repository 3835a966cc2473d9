"""The portal with all its plugins, an empty database and an empty index, once a module.

CKAN's own fixtures do this before every test, which takes longer than the tests: here a module's
tests share what the module wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import ckan.plugins as plugins
import pytest
from ckan.tests.helpers import CKANTestApp, _get_test_app


@pytest.fixture(scope="module")
def portal() -> Iterator[None]:
    plugins.load_all()
    yield
    plugins.unload_all()


@pytest.fixture(scope="module")
def empty_portal(
    portal: None,
    reset_db: Callable[[], None],
    migrate_db_for: Callable[[str], None],
    reset_index: Callable[[], None],
) -> None:
    reset_db()
    # The first reset of a session drops every table and makes only CKAN's own again.
    migrate_db_for("dtts")
    reset_index()


@pytest.fixture(scope="module")
def site(empty_portal: None) -> CKANTestApp:
    """The portal over HTTP, to a reader who keeps no cookie; `site.test_client()` is one who does."""
    app = _get_test_app()
    app.client = app.test_client(use_cookies=False)
    return app
