"""The header `Upload-Checksum` of tus: an algorithm and the digest of one piece in Base64."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import NamedTuple

from ckanext.dtts.errors import RefusedError

ALGORITHM = "sha256"


class Checksum(NamedTuple):
    """What a piece must come to."""

    digest: bytes

    def fits(self, found: bytes) -> bool:
        """Whether these are the bytes that were sent."""
        return self.digest == found


def read(header: str | None) -> Checksum | None:
    """`sha256 <Base64>`; None without the header. RefusedError for another algorithm and no digest."""
    if header is None:
        return None
    algorithm, _, encoded = header.strip().partition(" ")
    if algorithm != ALGORITHM:
        raise _bad()
    try:
        digest = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise _bad() from None
    if len(digest) != hashlib.sha256().digest_size:
        raise _bad()
    return Checksum(digest)


def _bad() -> RefusedError:
    return RefusedError(
        "Upload-Checksum",
        "bad-checksum",
        "“Upload-Checksum” phải là “sha256” và mã Base64 của phần được gửi.",
        "“Upload-Checksum” has to be “sha256” and the digest of what is sent in Base64.",
    )
