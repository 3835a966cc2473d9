"""Sessions of people who are signed in, which live in Redis, on a day when Redis is away.

What was done is done: an answer never fails because its session could not be kept. A session that could
not be read is left as it is, so that its owner is signed in again when Redis is back. Until then readers get
every page, and a form gets 503 before it does anything. Scripts with a token need no session and go on.
"""

from __future__ import annotations

import logging
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.config.middleware.common_middleware import CKANRedisSessionInterface
from ckan.config.middleware.flask_app import ckan_before_request
from ckan.types import CKANApp
from flask import Response, request, session
from redis.exceptions import RedisError

from ckanext.dtts import redis_server
from ckanext.dtts.web.errors import sessions_away

log = logging.getLogger(__name__)

_READING = ("GET", "HEAD", "OPTIONS")


class PatientSessions(CKANRedisSessionInterface):
    """CKAN's sessions in Redis, with a time limit, and without an error when Redis does not answer."""

    def __init__(self, app: CKANApp, replaced: CKANRedisSessionInterface) -> None:
        super().__init__(app)
        self.client = redis_server.connect()
        self.serializer = replaced.serializer

    def open_session(self, app: Any, request: Any) -> Any:
        """The session of a request; one that cannot be read is empty and says so as `unread`."""
        try:
            return super().open_session(app, request)
        except RedisError as error:
            log.warning("a session cannot be read: %.300s", error)
            opened = self.session_class(sid=self._generate_sid(self.sid_length), permanent=self.permanent)
            opened.unread = True
            return opened

    def save_session(self, app: Any, session: Any, response: Any) -> None:
        """Keep the session, unless it was not read, or cannot be kept."""
        try:
            if not getattr(session, "unread", False):
                super().save_session(app, session, response)
        except RedisError as error:
            log.warning("a session cannot be kept: %.300s", error)


def put_in_place(app: CKANApp) -> None:
    """Let the application keep its sessions so; nothing when they are kept elsewhere than in Redis."""
    if isinstance(app.session_interface, CKANRedisSessionInterface):
        app.session_interface = PatientSessions(app, app.session_interface)
        # Between CKAN's first hook, whose last one needs what it notes, and the question for the CSRF token,
        # which is in the session too and would be told as missing.
        hooks = app.before_request_funcs[None]
        hooks.insert(hooks.index(ckan_before_request) + 1, refuse_forms_without_session)


def refuse_forms_without_session() -> Response | None:
    """503 for what would be done in the name of somebody whose session cannot be read."""
    by_token = tk.config["apitoken_header_name"] in request.headers
    if not getattr(session, "unread", False) or request.method in _READING or by_token:
        return None
    return sessions_away()
