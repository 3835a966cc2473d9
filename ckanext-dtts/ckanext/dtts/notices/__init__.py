"""Notices to staff: who is told what happened, on the portal and by e-mail.

`follow` and `tell` only write a row of the outbox in the caller's transaction; recipients are worked out when
the worker passes it on.
"""

from ckanext.dtts.notices.follow import follow, tell

__all__ = ["follow", "tell"]
