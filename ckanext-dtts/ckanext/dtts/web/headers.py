"""Headers that protect readers and say how long an answer may be kept."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import Headers

# Readers' pages carry no inline script or style at all, so neither may run.
_STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# CKAN's own pages for staff carry inline handlers and styles; nothing foreign is loaded there either.
_STAFF = _STRICT.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'").replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ONE_YEAR = 31_536_000
# Open data may be read by scripts of any site: nothing here is answered differently for a cookie.
_OPEN = ("/api/", "/feeds/", "/catalog.", "/schema/", "/sdmx/", "/sitemap", "/robots.txt")
FRAMED = "/nhung/"
"""Pages for the frames of others: the same for all, whatever their reader chose here."""
_OPEN_ENDINGS = (".csv", ".json", ".jsonld", ".parquet", ".rdf", ".ttl", ".xlsx", ".xml", ".n3")


@dataclass(frozen=True)
class Asked:
    """What matters of a request.

    `path` is without a language before it; `anonymous` has neither a session cookie nor a token; `usual` asks
    for pages as everybody sees them, in text of the usual size and contrast with all pictures.
    """

    path: str
    reading: bool
    anonymous: bool
    https: bool
    usual: bool = True

    @property
    def framed(self) -> bool:
        """Whether the page stands in the frames of others."""
        return self.path.startswith(FRAMED)


def protect(headers: Headers, asked: Asked) -> None:
    """Add the protecting headers; those that a page set by itself stay."""
    may_be_framed = "frame-ancestors *" in headers.get("Content-Security-Policy", "")
    for name, value in _ALWAYS.items():
        # The older header knows no word for everybody: a page for the frames of others goes without it.
        if not (may_be_framed and name == "X-Frame-Options"):
            headers.setdefault(name, value)
    headers.setdefault("Content-Security-Policy", _STRICT if asked.anonymous else _STAFF)
    if asked.https:
        headers.setdefault("Strict-Transport-Security", f"max-age={_ONE_YEAR}")
    if asked.reading and _is_open_data(asked.path):
        headers.setdefault("Access-Control-Allow-Origin", "*")


def keepable(headers: Headers, asked: Asked, status: int) -> bool:
    """Whether a reader may keep this answer: read without a name, found, and no cookie set with it."""
    # 304 repeats what the answer itself said, or the copy would be kept by other rules than it was made with.
    return asked.reading and asked.anonymous and status in (200, 304) and "Set-Cookie" not in headers


def say_how_long(headers: Headers, asked: Asked, status: int, max_age: int) -> None:
    """Set Cache-Control, unless the page said `immutable`, `no-store` or `no-cache` itself."""
    said = headers.get("Cache-Control", "")
    if any(word in said for word in ("immutable", "no-store", "no-cache")):
        return
    if keepable(headers, asked, status):
        page = headers.get("Content-Type", "").startswith("text/html")
        # A page in a size that somebody chose is for nobody else, whatever a proxy makes of Vary.
        whose = "public" if asked.usual or asked.framed or not page else "private"
        headers["Cache-Control"] = f"{whose}, max-age={max_age}"
        if asked.framed:
            # One copy serves every page that frames it: CKAN's word that cookies matter does not hold there.
            headers.remove("Vary")
        else:
            # The same address shows staff more: a copy made for a reader is not theirs.
            vary(headers, "Cookie", "Authorization", *(["Save-Data"] if page else []))
    else:
        headers["Cache-Control"] = "private, no-cache"


def vary(headers: Headers, *names: str) -> None:
    """Name request headers that the answer depends on, each once."""
    known = [name.strip() for name in headers.get("Vary", "").split(",") if name.strip()]
    lower = {name.lower() for name in known}
    known += [name for name in names if name.lower() not in lower]
    headers["Vary"] = ", ".join(known)


def _is_open_data(path: str) -> bool:
    return path.startswith(_OPEN) or (
        path.startswith(("/dataset/", "/chi-tieu/")) and path.endswith(_OPEN_ENDINGS)
    )
