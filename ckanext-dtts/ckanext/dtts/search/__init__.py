"""Finding datasets: what the index holds, how it is asked, and how it follows the database."""

from ckanext.dtts.search.drain import Drained, drain, pass_on
from ckanext.dtts.search.outbox import TOPIC, enqueue, enqueue_all, note

__all__ = ["TOPIC", "Drained", "drain", "enqueue", "enqueue_all", "note", "pass_on"]
