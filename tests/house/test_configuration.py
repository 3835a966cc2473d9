"""The configuration that ships: what CKAN leaves open is closed, and Docker runs on the same files."""

from __future__ import annotations

import configparser
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "config" / "ckan.ini.template"

HARDENED = {
    "ckan.auth.public_user_details": "false",
    "ckan.auth.user_create_organizations": "false",
    "ckan.auth.user_delete_organizations": "false",
    "ckan.auth.user_create_groups": "false",
    "ckan.auth.user_delete_groups": "false",
    "ckan.auth.create_user_via_web": "false",
    "ckan.auth.create_user_via_api": "false",
    "ckan.auth.create_dataset_if_not_in_organization": "false",
    "ckan.auth.create_unowned_dataset": "false",
    "ckan.auth.anon_create_dataset": "false",
    "ckan.auth.enable_cookie_auth_in_api": "false",
    "SESSION_TYPE": "redis",
    "SESSION_COOKIE_HTTPONLY": "true",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "REMEMBER_COOKIE_SAMESITE": "Lax",
    "REMEMBER_COOKIE_HTTPONLY": "true",
    "PERMANENT_SESSION_LIFETIME": "28800",
    "WTF_CSRF_ENABLED": "true",
    "WTF_CSRF_TIME_LIMIT": "28800",
    "ckan.hide_version": "true",
    "ckan.datastore.sqlsearch.enabled": "false",
    "ckan.search.solr_allowed_query_parsers": "",
    "ckan.files.inline_content_types": "",
    "ckan.max_resource_size": "100",
    "expire_api_token.default_lifetime": "7776000",
    "debug": "false",
}
"""What an operator can rely on; each is explained where it stands in the template."""

SECRET = re.compile(r"^[^=]*(password|secret)[^=]*=\s*(?!(string:)?\$\{)\S", re.IGNORECASE)


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(TEMPLATE, encoding="utf-8")
    return dict(parser["app:main"])


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text())
    return loaded


@pytest.mark.parametrize("name", HARDENED)
def test_a_lenient_default_is_closed(name: str, settings: dict[str, str]) -> None:
    assert settings[name] == HARDENED[name]


@pytest.mark.parametrize("name", ["SESSION_COOKIE_SECURE", "REMEMBER_COOKIE_SECURE"])
def test_secure_cookies_are_decided_by_the_address(name: str, settings: dict[str, str]) -> None:
    assert settings[name] == "${SECURE_COOKIES}"


def test_tokens_expire_because_the_plugin_that_ends_them_is_on() -> None:
    sys.path.insert(0, str(ROOT / "docker"))
    try:
        from local.ini import PLUGINS
    finally:
        sys.path.pop(0)
    assert "expire_api_token" in PLUGINS.split()


def test_no_mail_leaves_before_an_operator_names_a_server(settings: dict[str, str]) -> None:
    sys.path.insert(0, str(ROOT / "docker"))
    try:
        from local.mail import named
    finally:
        sys.path.pop(0)
    assert (named({}).server, named({}).sender) == ("", "")
    assert (settings["smtp.server"], settings["smtp.mail_from"]) == ("${SMTP_SERVER}", "${MAIL_FROM}")


def test_the_template_holds_no_secret_of_its_own() -> None:
    lines = TEMPLATE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if SECRET.search(line) and not line.startswith("#")] == []


def test_every_connection_to_postgresql_needs_a_password() -> None:
    text = (ROOT / "config" / "postgres" / "pg_hba.conf").read_text()
    rules = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert {rule[-1] for rule in rules} == {"scram-sha-256"}


def test_compose_runs_the_services_of_make_portal(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"postgres", "redis", "solr", "setup", "web", "worker"}


def test_compose_opens_no_port_beyond_the_loopback(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_every_file_that_compose_mounts_is_there(compose: dict[str, Any]) -> None:
    mounts = [mount for service in compose["services"].values() for mount in service.get("volumes", [])]
    files = [mount.split(":")[0] for mount in mounts if mount.startswith(".")]
    assert files
    assert [name for name in files if not (ROOT / "docker" / name).is_file()] == []


@pytest.mark.parametrize("dockerfile", ["docker/Dockerfile", "docker/solr/Dockerfile"])
def test_an_image_copies_only_what_is_there(dockerfile: str) -> None:
    text = (ROOT / dockerfile).read_text()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    sources = [name for line in copied for name in line.split()]
    assert sources
    assert [name for name in sources if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("dockerfile", ["docker/Dockerfile", "docker/solr/Dockerfile"])
def test_an_image_runs_without_root_on_a_base_that_can_be_chosen(dockerfile: str) -> None:
    text = (ROOT / dockerfile).read_text()
    assert re.findall(r"^ARG BASE=(.+)$", text, re.MULTILINE) == ["debian:bookworm-slim"]
    assert set(re.findall(r"^FROM (\S+)", text, re.MULTILINE)) == {"${BASE}"}
    assert re.findall(r"^USER (\S+)$", text, re.MULTILINE)


def test_every_variable_of_compose_is_made_by_make_env(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker" / "compose.yaml").read_text()
    wanted = set(re.findall(r"\$\{(DTTS_[A-Z_]+)(?::\?[^}]*)?\}", text))
    made = set(re.findall(r'"(DTTS_[A-Z_]+)"', (ROOT / "docker" / "make_env.py").read_text()))
    assert wanted == made
