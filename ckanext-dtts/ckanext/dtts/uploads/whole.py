"""A file that came whole with a form, kept as one that came in pieces: what follows is the same for both."""

from __future__ import annotations

import os
from typing import IO

from ckanext.dtts.model import Upload
from ckanext.dtts.uploads import rows
from ckanext.dtts.uploads.appending import append


def take(owner_id: str, filename: str, stream: IO[bytes]) -> Upload:
    """An upload with every byte of the seekable `stream`. RefusedError as `rows.begin`."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    upload = rows.begin(owner_id, filename, size)
    append(upload, 0, stream)
    return upload
