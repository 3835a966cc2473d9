"""Writes an instance's ckan.ini from config/ckan.ini.template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import keys, mail, solr
from .errors import OperatorError
from .files import write_whole
from .mail import Mail
from .place import Place

PLUGINS = "dtts scheming_datasets datastore dcat expire_api_token"


@dataclass(frozen=True)
class Databases:
    """Names of an instance's databases and roles; the test suite has a second pair in the same server."""

    main: str = "dtts"
    datastore: str = "dtts_datastore"
    owner: str = "dtts"
    reader: str = "dtts_read"


SECTION = "[app:main]\n"


def write(place: Place, settings: Mapping[str, str] | None = None) -> str | None:
    """Writes `<var>/ckan.ini` when it would differ, and says so; `settings` come before those of the
    template, which must not have them."""
    text = fill((place.root / "config" / "ckan.ini.template").read_text(encoding="utf-8"), values(place))
    own = "".join(f"{name} = {value}\n" for name, value in (settings or {}).items())
    text = text.replace(SECTION, SECTION + own, 1)
    if place.ini.is_file() and place.ini.read_text(encoding="utf-8") == text:
        return None
    write_whole(place.ini, text)
    place.account.own(place.ini)
    return str(place.ini)


def fill(template: str, given: dict[str, str]) -> str:
    """Puts values where the template says `${NAME}`; a name without a value is `OperatorError`."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in given:
            raise OperatorError(
                f"config/ckan.ini.template asks for ${{{match[1]}}}, which has no value: "
                "give it one in docker/local/ini.py."
            )
        return given[match[1]].replace("%", "%%")

    return re.sub(r"\$\{(\w+)\}", value, template)


@dataclass(frozen=True)
class Servers:
    """Where the services answer, as `host:port`; Solr by the address of its core."""

    postgres: str
    redis: str
    solr: str


def values(place: Place, names: Databases | None = None) -> dict[str, str]:
    """All values of the template for an instance on this machine."""
    ports = place.ports
    servers = Servers(f"127.0.0.1:{ports.postgres}", f"127.0.0.1:{ports.redis}", solr.url(place))
    post = mail.settings(place)
    return assemble(place.site_url, place.var, place.root / "schemas", servers, keys.load(place), names, post)


def assemble(
    site_url: str,
    var: Path,
    schemas: Path,
    servers: Servers,
    secret: dict[str, str],
    names: Databases | None = None,
    post: Mail | None = None,
) -> dict[str, str]:
    """All values of the template, with and without Docker; `secret` by the names of `keys.NAMES`."""
    names, post = names or Databases(), post or Mail()
    owner = f"postgresql://{names.owner}:{secret['pg_portal']}@{servers.postgres}"
    reader = f"postgresql://{names.reader}:{secret['pg_read']}@{servers.postgres}"
    return {
        "SITE_URL": site_url,
        "SECURE_COOKIES": str(site_url.startswith("https://")).lower(),
        "PROXIES": str(int(site_url.startswith("https://"))),
        "PLUGINS": PLUGINS,
        "DATASET_SCHEMAS": " ".join(_packaged(schemas, "dataset", "*.yaml")),
        "PRESETS": " ".join(_packaged(schemas, ".", "presets.yaml")),
        "LICENCES": (schemas / "licences.json").as_uri(),
        "SQLALCHEMY_URL": f"{owner}/{names.main}",
        "DATASTORE_WRITE_URL": f"{owner}/{names.datastore}",
        "DATASTORE_READ_URL": f"{reader}/{names.datastore}",
        "SOLR_URL": servers.solr,
        "REDIS_URL": f"redis://:{secret['redis']}@{servers.redis}/0",
        "SECRET_KEY": secret["secret_key"],
        "CSRF_SECRET_KEY": secret["csrf_secret_key"],
        "API_TOKEN_SECRET": secret["api_token_secret"],
        "VAR": str(var),
        "SMTP_SERVER": post.server,
        "SMTP_STARTTLS": str(post.starttls).lower(),
        "SMTP_USER": post.user,
        "SMTP_PASSWORD": post.password,
        "MAIL_FROM": post.sender,
        "MAIL_REPLY_TO": post.reply_to,
    }


def _packaged(schemas: Path, folder: str, pattern: str) -> list[str]:
    """Files of schemas/ as scheming names them: `dtts_schemas:dataset/event.yaml`."""
    return sorted(f"dtts_schemas:{path.relative_to(schemas)}" for path in (schemas / folder).glob(pattern))
