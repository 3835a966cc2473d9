"""The people of these tests, and what they do through the actions."""

from __future__ import annotations

import io
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage


class Web:
    """Requests to the portal, each with a mind of its own: Flask would share `g` with the test around it."""

    def __init__(self, app: CKANTestApp) -> None:
        self.app, self.flask_app = app, app.flask_app

    def get(self, *args: Any, **kwargs: Any) -> Any:
        with self.flask_app.app_context():
            return self.app.get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        with self.flask_app.app_context():
            return self.app.post(*args, **kwargs)


class People:
    """Users by role: sender, approver and reader of one agency, a stranger of another, a sysadmin."""

    def __init__(self, users: dict[str, dict[str, Any]]) -> None:
        self.users = users

    def context(self, role: str | None) -> dict[str, Any]:
        """A fresh context; no role is an anonymous reader."""
        name = self.users[role]["name"] if role else ""
        return {"user": name, "auth_user_obj": model.User.get(name) if role else None}

    def token(self, role: str) -> dict[str, str]:
        """The header that makes a request theirs."""
        return {"Authorization": self.users[role]["token"]}

    def does(self, who: str | None, action: str, /, **parameters: Any) -> Any:
        """Call an action as that person, with authorisation on."""
        model.Session.remove()
        context = {**self.context(who), "ignore_auth": False}
        return tk.get_action(action)(context, parameters)

    def submits(self, content: bytes, to: dict[str, Any], *, role: str = "sender", **parameters: Any) -> Any:
        """Send a file as the table `diem` of IT support points."""
        asked = {"dataset": to["name"], "table": "diem", "schema": "it_support_points", **parameters}
        filename = asked.pop("filename", "diem.csv")
        upload = FileStorage(io.BytesIO(content), filename=filename)
        return self.does(role, "dtts_table_submit", upload=upload, **asked)

    def sees(self, submission: dict[str, Any], *, role: str = "sender") -> Any:
        """The submission as it stands now."""
        return self.does(role, "dtts_submission_show", id=submission["id"])
