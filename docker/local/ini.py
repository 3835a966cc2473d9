"""Writes an instance's ckan.ini from config/ckan.ini.template."""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import keys, solr
from .errors import OperatorError
from .files import write_whole
from .place import Place

PLUGINS = "dtts scheming_datasets datastore dcat structured_data expire_api_token"


@dataclass(frozen=True)
class Databases:
    """Names of an instance's databases and roles; the test suite has a second pair in the same server."""

    main: str = "dtts"
    datastore: str = "dtts_datastore"
    owner: str = "dtts"
    reader: str = "dtts_read"


def write(place: Place) -> str | None:
    """Writes `<var>/ckan.ini` when it would differ, and says so."""
    text = fill((place.root / "config" / "ckan.ini.template").read_text(encoding="utf-8"), values(place))
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


def values(place: Place, names: Databases | None = None) -> dict[str, str]:
    """All values of the template for an instance."""
    names = names or Databases()
    secret = keys.load(place)
    server = f"127.0.0.1:{place.ports.postgres}"
    return {
        "SITE_URL": place.site_url,
        "SECURE_COOKIES": str(place.site_url.startswith("https://")).lower(),
        "PLUGINS": PLUGINS,
        "DATASET_SCHEMAS": " ".join(_packaged(place, "dataset", "*.yaml")),
        "PRESETS": " ".join(_packaged(place, ".", "presets.yaml")),
        "SQLALCHEMY_URL": f"postgresql://{names.owner}:{secret['pg_portal']}@{server}/{names.main}",
        "DATASTORE_WRITE_URL": f"postgresql://{names.owner}:{secret['pg_portal']}@{server}/{names.datastore}",
        "DATASTORE_READ_URL": f"postgresql://{names.reader}:{secret['pg_read']}@{server}/{names.datastore}",
        "SOLR_URL": solr.url(place),
        "REDIS_URL": f"redis://:{secret['redis']}@127.0.0.1:{place.ports.redis}/0",
        "SECRET_KEY": secret["secret_key"],
        "CSRF_SECRET_KEY": secret["csrf_secret_key"],
        "API_TOKEN_SECRET": secret["api_token_secret"],
        "VAR": str(place.var),
    }


def _packaged(place: Place, folder: str, pattern: str) -> list[str]:
    """Files of schemas/ as scheming names them: `dtts_schemas:dataset/event.yaml`."""
    base = place.root / "schemas"
    return sorted(f"dtts_schemas:{path.relative_to(base)}" for path in (base / folder).glob(pattern))
