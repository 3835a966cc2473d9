"""A browser in which somebody is signed in."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from ckan import model
from ckan.tests.factories import User
from ckan.tests.helpers import CKANTestApp

PASSWORD = "mat-khau-rat-dai-2026"


def browser(site: CKANTestApp) -> Any:
    """Of a reader without a role."""
    if model.User.get("nguoi-doc") is None:
        User(name="nguoi-doc", password=PASSWORD)
    client = site.test_client()
    token = form_token(client.get("/user/login").text)
    client.post("/user/login", data={"login": "nguoi-doc", "password": PASSWORD, "_csrf_token": token})
    assert is_signed_in(client)
    return client


def is_signed_in(client: Any) -> bool:
    return client.get("/submissions", follow_redirects=False).status_code == 200


def form_token(page: str) -> str:
    """What a form of this page proves its origin with."""
    field = BeautifulSoup(page, "html.parser").find("input", attrs={"name": "_csrf_token"})
    return str(field["value"]) if field else ""
