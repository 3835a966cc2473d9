"""Does one decision, if things still stand as the decider saw them; the sentence when they do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.desk import seen
from ckanext.dtts.desk.seen import Seen
from ckanext.dtts.views import labels

Perform = Callable[[Mapping[str, str]], None]


def do(submission_id: Any, kind: str, perform: Perform, carried: str | None = None) -> str:
    """An empty text when it is done, now or by the same person's press before; else what has changed."""
    form = tk.request.form
    shown = seen.read(form.get("seen", "") if carried is None else carried)
    stands = seen.locked(submission_id)
    if shown is not None and shown == stands:
        try:
            perform(form)
        except Exception:
            model.Session.rollback()
            raise
        return ""
    model.Session.rollback()  # lets go of the locks
    last = seen.last_move(submission_id)
    if last is not None and last.actor == tk.current_user.id and last.kind == kind:
        return ""
    return _what_changed(shown, stands)


def _what_changed(shown: Seen | None, stands: Seen | None) -> str:
    """Nothing was done, and why."""
    if shown is None or stands is None:
        return str(tk._("The page did not say what you had seen. Nothing was done; please look again."))
    if shown.state != stands.state:
        return str(
            tk._(
                "Somebody has decided meanwhile: the table is now “{state}”. Nothing was done by your press."
            )
        ).format(state=labels.state(stands.state))
    if shown.version != stands.version:
        return str(
            tk._(
                "Another version of this table was published since the difference was shown. Nothing was "
                "done; below is the difference from the version that is current now."
            )
        )
    return str(tk._("The date of publication was changed meanwhile. Nothing was done; please look again."))
