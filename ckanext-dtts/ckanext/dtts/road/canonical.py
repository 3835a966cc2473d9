"""Makes the canonical files of a submission again from the file that was sent."""

from __future__ import annotations

from ckanext.dtts.errors import RoadError
from ckanext.dtts.model import Submission
from ckanext.dtts.road import blobs, examine
from ckanext.dtts.work import scratch


def keep_again(submission: Submission, wanted: blobs.Blob) -> None:
    """Put a canonical file that was lost or damaged back, when reading the original gives the same bytes.

    RoadError when it does not: a newer release may read or write it otherwise, and a backup has it.
    """
    original = blobs.Blob(submission.sha256, submission.size)
    with scratch() as folder, blobs.local_path(original) as path:
        examine.examine(submission, path, folder, None)
        for made in (folder / "table.csv", folder / "table.parquet"):
            if made.exists() and blobs.identify_path(made) == wanted:
                blobs.replace(wanted, made)
                return
    raise RoadError(f"the file {wanted.sha256} cannot be made again: bring it back from a backup")
