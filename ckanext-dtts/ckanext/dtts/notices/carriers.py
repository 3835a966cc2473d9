"""Other plugins may carry notices: CKAN's INotifier, asked before anything is mailed."""

from __future__ import annotations

import ckan.plugins as p
from ckan import model

from ckanext.dtts.model import Notice
from ckanext.dtts.notices import words


def carry(notice: Notice) -> bool:
    """Offer a new notice to every plugin as topic `dtts_notice_<kind>`; True when one took it over.

    It is then not mailed. The offer is made in the transaction that writes the notice: a plugin may be
    offered the same one again, by its `occasion`, when that transaction fails afterwards.
    """
    told = {
        "user": model.User.get(notice.user_id),
        "kind": notice.kind,
        "occasion": notice.occasion,
        "title": words.title(notice.kind, notice.details),
        "text": words.text(notice.details),
        "path": words.path(notice),
        "details": dict(notice.details),
    }
    carried = False
    for plugin in p.PluginImplementations(p.INotifier):
        carried = bool(plugin.notify_about_topic(carried, f"dtts_notice_{notice.kind}", told)) or carried
    return carried
