"""Finding datasets: what the index holds, how it is asked, and how it follows the database."""

from ckanext.dtts.search.drain import Drained, drain
from ckanext.dtts.search.outbox import enqueue, enqueue_all

__all__ = ["Drained", "drain", "enqueue", "enqueue_all"]
