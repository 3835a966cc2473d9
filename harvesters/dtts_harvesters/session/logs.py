"""What urllib3 writes down for itself is stripped of queries, in which tokens travel."""

from __future__ import annotations

import logging


class HideQueries(logging.Filter):
    """Cuts every argument of a message at its question mark."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the message is changed and not dropped."""
        if isinstance(record.args, tuple):
            record.args = tuple(one.partition("?")[0] if isinstance(one, str) else one for one in record.args)
        return True


def hide_queries() -> None:
    """For this process, once; the same filter twice is one."""
    for name in ("urllib3.connectionpool", "urllib3.connection"):
        logging.getLogger(name).addFilter(_HIDING)


_HIDING = HideQueries()
