"""A worker whose outbox has three more topics: one that raises, one that hangs and one that works."""

from __future__ import annotations

import signal
import sys

from ckan.cli import load_config
from ckan.config.middleware import make_app

from ckanext.dtts.jobs import notes
from ckanext.dtts.jobs.outbox import TOPICS
from ckanext.dtts.jobs.worker import Worker


def refuse() -> bool:
    """As with a mail server that is away."""
    raise ConnectionRefusedError("nobody listens")


def hang() -> bool:
    """As with a server that takes the call and never answers."""
    signal.pause()
    return False


def say() -> bool:
    """Tell the test, then forget the notes."""
    due = notes.due("c-says", 10)
    for note in due:
        sys.stderr.write(f"passed on: {note.key}\n")
    sys.stderr.flush()
    notes.settle([note.id for note in due], {})
    return True


if __name__ == "__main__":
    app = make_app(load_config(sys.argv[1]))._wsgi_app
    TOPICS.update({"a-refuses": refuse, "b-hangs": hang, "c-says": say})
    Worker(app).run()
