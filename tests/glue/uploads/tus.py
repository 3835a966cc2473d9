"""A client of tus 1.0.0 as far as these tests need one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from glue.road.people import Web

UPLOADS = "/api/dtts/v1/uploads"
PIECE = "application/offset+octet-stream"


def checksum_of(content: bytes) -> dict[str, str]:
    """The header that a piece is held against."""
    return {"Upload-Checksum": f"sha256 {base64.b64encode(hashlib.sha256(content).digest()).decode()}"}


class Tus:
    """Requests of one person; every one names the protocol's version unless it is told otherwise."""

    def __init__(self, web: Web, person: Mapping[str, str]) -> None:
        self.web, self.person = web, person

    def asks(self, method: str, path: str, body: bytes = b"", **headers: str | None) -> Any:
        """One request; `Upload_Offset="3"` is a header, None leaves one out."""
        named = {"Tus-Resumable": "1.0.0"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        given = {**self.person, **{name: value for name, value in named.items() if value is not None}}
        with self.web.flask_app.app_context():
            client = self.web.flask_app.test_client(use_cookies=False)
            return client.open(path, method=method, data=body, headers=given, follow_redirects=False)

    def begins(self, size: int, filename: str = "diem.csv", **headers: str | None) -> str:
        """The address of a new upload."""
        name = base64.b64encode(filename.encode()).decode()
        answer = self.asks(
            "POST", UPLOADS, Upload_Length=str(size), Upload_Metadata=f"filename {name}", **headers
        )
        assert answer.status_code == 201, answer.text
        return str(answer.headers["Location"])

    def sends(self, address: str, at: int, content: bytes, **headers: str | None) -> Any:
        """A piece from offset `at` on."""
        return self.asks("PATCH", address, content, Upload_Offset=str(at), Content_Type=PIECE, **headers)

    def stands(self, address: str) -> int:
        """The offset that the server tells."""
        return int(self.asks("HEAD", address).headers["Upload-Offset"])

    def uploads(self, content: bytes, filename: str = "diem.csv") -> str:
        """A whole file in one piece; its id."""
        address = self.begins(len(content), filename)
        assert self.sends(address, 0, content).status_code == 204
        return address.rpartition("/")[2]
