"""Puts the finishing middleware around CKAN."""

from __future__ import annotations

import ckan.plugins as p
from ckan.common import CKANConfig
from ckan.lib.search.common import SearchError, SolrConnectionError
from ckan.types import CKANApp

from ckanext.dtts.web import sessions
from ckanext.dtts.web.errors import search_away
from ckanext.dtts.web.middleware import FinishingMiddleware


class WebMixin(p.SingletonPlugin):
    """Compression, protecting headers and caching of every answer; sessions that outlive Redis."""

    p.implements(p.IMiddleware, inherit=True)

    def make_middleware(self, app: CKANApp, config: CKANConfig) -> CKANApp:
        """Wrap what Flask serves; the Flask application itself is given back, as CKAN needs it."""
        for away in (SolrConnectionError, SearchError):
            app.register_error_handler(away, search_away)
        sessions.put_in_place(app)
        app.wsgi_app = FinishingMiddleware(
            app.wsgi_app,
            session_cookie=config["SESSION_COOKIE_NAME"],
            token_header=config["apitoken_header_name"],
            max_age=config["dtts.web.max_age"],
        )
        return app
