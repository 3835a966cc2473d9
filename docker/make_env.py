#!/usr/bin/env python3
"""Makes docker/.env with random passwords for compose.yaml; what is there already stays."""

import os
import secrets
from pathlib import Path

NAMES = (
    "DTTS_SECRET_KEY",
    "DTTS_CSRF_SECRET_KEY",
    "DTTS_API_TOKEN_SECRET",
    "DTTS_PG_ADMIN",
    "DTTS_PG_PORTAL",
    "DTTS_PG_READ",
    "DTTS_REDIS_PASSWORD",
)


def main() -> None:
    """Adds the names that are missing."""
    path = Path(__file__).with_name(".env")
    kept = path.read_text() if path.is_file() else ""
    there = {line.partition("=")[0] for line in kept.splitlines()}
    added = "".join(f"{name}={secrets.token_urlsafe(32)}\n" for name in NAMES if name not in there)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a") as out:
        out.write(added)
    print(f"{path}: {len(NAMES)} values, {len(added.splitlines())} of them new")


if __name__ == "__main__":
    main()
