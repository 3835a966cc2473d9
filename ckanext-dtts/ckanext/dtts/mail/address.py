"""E-mail addresses: what is one, and how two are compared without keeping either."""

from __future__ import annotations

import hashlib
import hmac
import re

import ckan.plugins.toolkit as tk
import idna

LONGEST = 254
LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z")


def clean(text: str) -> str | None:
    """The address as it is sent to, its domain in ASCII (RFC 5891); None when it is none (RFC 5321).

    Quoted local parts and addresses in brackets are legal and never used: they are taken for mistakes.
    """
    local, at, domain = text.strip().rpartition("@")
    try:
        ascii_domain = idna.encode(domain, uts46=True).decode() if at else ""
    except idna.IDNAError:
        return None
    whole = f"{local}@{ascii_domain}"
    sound = _LOCAL.match(local) and _DOMAIN.match(ascii_domain)
    return whole if sound and len(local) <= LONGEST_LOCAL and len(whole) <= LONGEST else None


def digest(address: str) -> str:
    """A keyed hash by which an address is found again, whatever its capitals: 64 hexadecimal digits.

    The key is the portal's own, so that nobody who has the table alone can try addresses on it.
    """
    key = f"dtts-address:{tk.config['SECRET_KEY']}".encode()
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()
