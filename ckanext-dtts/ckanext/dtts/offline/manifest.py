"""The web app manifest: what the portal is called and looks like on a phone's first screen."""

from __future__ import annotations

from typing import Any

from ckanext.dtts import config
from ckanext.dtts.offline import icons

THEME = "#1f3a6e"
PAPER = "#faf8f4"
_SHORT = {"vi": "Dữ liệu mở", "en": "Open data"}


def of(lang: str) -> dict[str, Any]:
    """The manifest of the portal in that language, as the W3C's recommendation names its members."""
    start = "/" if lang == "vi" else f"/{lang}/"
    return {
        "id": "/",
        "name": config.site_title(lang),
        "short_name": _SHORT[lang],
        "lang": lang,
        "dir": "ltr",
        "start_url": start,
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": THEME,
        "background_color": PAPER,
        "icons": [
            {"src": "/icons/dtts.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            *(
                {"src": f"/icons/dtts-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
                | {"purpose": "any maskable"}
                for size in icons.SIZES
            ),
        ],
    }
