"""The header `Upload-Metadata` of tus: pairs of a name and a value in Base64, joined by commas."""

from __future__ import annotations

import base64
import binascii

from ckanext.dtts.errors import RefusedError


def read(header: str | None) -> dict[str, str]:
    """The pairs as text. RefusedError when one of them is none."""
    pairs = [each.strip().partition(" ") for each in (header or "").split(",") if each.strip()]
    try:
        return {name: base64.b64decode(value, validate=True).decode("utf-8") for name, _, value in pairs}
    except (binascii.Error, ValueError):
        raise RefusedError(
            "Upload-Metadata",
            "bad-metadata",
            "“Upload-Metadata” phải gồm các cặp tên và giá trị mã Base64, cách nhau bởi dấu phẩy.",
            "“Upload-Metadata” has to be pairs of a name and a value in Base64, joined by commas.",
        ) from None


def write(pairs: dict[str, str]) -> str:
    """The inverse of `read`."""
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items())
