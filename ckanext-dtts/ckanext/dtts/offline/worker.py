"""The text of the service worker: constants of this portal, then the script without what only people need."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from typing import Any

from ckanext.dtts.views import assets

PAGE = "/ngoai-tuyen"
"""The page that stands in for one that is not kept; in English under /en."""
CLOSED = (
    "user", "dashboard", "ckan-admin", "api", "ban-lam-viec", "duyet", "gui", "thong-bao", "submissions",
    "theo-doi", "harvest", "ngoai-tuyen",
)  # fmt: skip
"""First parts of addresses that are never kept, whatever their answers say: those of people with a name,
those that carry a key, and those that are kept otherwise."""
SHELLS = {"/ban-lam-viec/chuyen-giam-sat/moi": "/ban-lam-viec/chuyen-giam-sat/vo"}
"""Pages of staff that open without a line, each with the page without anybody's data that stands for it."""
FILES = ("site.css", "kept.js")
TOLD = (
    ("vi-VN", "Bản lưu lúc {when}: hiện không nối được với cổng."),
    ("en-GB", "Copy kept at {when}: the portal cannot be reached now."),
)
"""By language, Vietnamese first: how moments are written, and what is said above a page that was kept."""

_STRINGS = re.compile(r"""("[^"\n]*"|`[^`]*`)""")


@cache
def text() -> str:
    """What `/sw.js` answers; another text of it or of what it begins with is another version."""
    shells = [(prefix + path, prefix + shell) for path, shell in SHELLS.items() for prefix in ("", "/en")]
    constants = {
        "FIRST": [PAGE, f"/en{PAGE}", *(assets.address(name) for name in FILES)],
        "TOLD": TOLD,
        "SHELLS": dict(shells),
    }
    script = shorten(assets.script("worker"))
    told = [f"{name}={_json(value)}" for name, value in constants.items()]
    told.append(f"CLOSED=/^(\\/en)?\\/({'|'.join(CLOSED)})(\\/|$)/")
    version = hashlib.sha256("".join([*told, script]).encode()).hexdigest()[:12]
    return f'"use strict";\nconst VERSION="{version}",{",".join(told)};\n{script}'


@cache
def farewell() -> str:
    """What `/sw.js` answers where the portal keeps nothing on devices: a worker that ends itself."""
    return assets.script("worker-off")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def shorten(script: str) -> str:
    """A script of ours without its comments, which stand on lines of their own, and without the space that
    only people need. Line ends stay, and so does every string."""
    text = re.sub(r"^\s*(/\*.*?\*/)?\s*", "", script, flags=re.DOTALL | re.MULTILINE)
    parts = _STRINGS.split(text)
    parts[::2] = [re.sub(r" ?([{}()=,;:?<>&|+!]) ?", r"\1", part) for part in parts[::2]]
    return "".join(parts)
