#!/usr/bin/env python3
"""What runs in the portal's container: `setup` once, then `web` and `worker`; `healthy` for the engine.

Other words go to `ckan`: `docker compose run --rm web dtts seed`."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE)  # docker/, so that `local` is a package

VAR = Path("/var/lib/dtts")
"""The volume that all containers of the portal share."""
INI = Path("/tmp/ckan.ini")  # noqa: S108 (one container, one user)
SECRETS = {
    "secret_key": "DTTS_SECRET_KEY",
    "csrf_secret_key": "DTTS_CSRF_SECRET_KEY",
    "api_token_secret": "DTTS_API_TOKEN_SECRET",
    "pg_portal": "DTTS_PG_PORTAL",
    "pg_read": "DTTS_PG_READ",
    "redis": "DTTS_REDIS_PASSWORD",
}


def main(words: list[str]) -> int:
    """Runs one command; the long ones replace this process."""
    if words == ["healthy"]:
        return healthy()
    write_ini()
    if words == ["setup"]:
        setup()
        return 0
    return become(words)


def become(words: list[str]) -> NoReturn:
    """Replaces this process by the program that the words name."""
    os.environ["CKAN_INI"] = str(INI)
    command = {
        "web": ["gunicorn", "-c", str(HERE.parent / "config" / "gunicorn.conf.py")],
        "worker": ["ckan", "-c", str(INI), "dtts", "worker"],
    }.get(" ".join(words), ["ckan", "-c", str(INI), *words])
    os.execvp(command[0], command)  # noqa: S606 (no shell wanted)


def write_ini() -> None:
    """Fills the same template as docker/local does, from the container's environment."""
    from local.files import write_whole
    from local.ini import Servers, assemble, fill
    from local.mail import named

    servers = Servers(os.environ["DTTS_POSTGRES"], os.environ["DTTS_REDIS"], os.environ["DTTS_SOLR"])
    secret = {name: os.environ[variable] for name, variable in SECRETS.items()}
    site_url = os.environ["DTTS_SITE_URL"].rstrip("/")
    template = (HERE.parent / "config" / "ckan.ini.template").read_text(encoding="utf-8")
    post = named(dict(os.environ))
    values = assemble(site_url, VAR, schemas_folder(), servers, secret, post=post)
    write_whole(INI, fill(template, values))


def schemas_folder() -> Path:
    """Where the data package was installed."""
    import dtts_schemas

    return Path(next(iter(dtts_schemas.__path__)))


def setup() -> None:
    """Brings databases, rights and search index up to the code."""
    import psycopg2

    subprocess.run(["ckan", "-c", str(INI), "db", "upgrade"], check=True)
    command = ["ckan", "-c", str(INI), "datastore", "set-permissions"]
    sql = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    host, _, port = os.environ["DTTS_POSTGRES"].partition(":")
    link = psycopg2.connect(
        host=host, port=port, user="dtts_admin", password=os.environ["DTTS_PG_ADMIN"], dbname="dtts_datastore"
    )
    with link, link.cursor() as cursor:
        # `\connect` is a word of psql's; the connection is to that database already.
        cursor.execute("\n".join(line for line in sql.splitlines() if not line.startswith("\\connect")))
    subprocess.run(["ckan", "-c", str(INI), "search-index", "rebuild", "-q"], check=True)


def healthy() -> int:
    """0 while the web server answers from its databases."""
    port = os.environ.get("DTTS_BIND", "127.0.0.1:5000").rpartition(":")[2]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/3/action/status_show", timeout=8) as answer:
        return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
