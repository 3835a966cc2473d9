"""Which datasets that are not public a person sees: those of their agencies and of agencies below."""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan import model
from ckan.lib.plugins import DefaultPermissionLabels

from ckanext.dtts.rights.person import of


class LabelsMixin(DefaultPermissionLabels, p.SingletonPlugin):
    """CKAN's labels of datasets; the person's from our rights, in two queries instead of one an agency."""

    p.implements(p.IPermissionLabels)

    def get_user_dataset_labels(self, user_obj: Any) -> list[str]:
        """`public` for everybody; `member-<id>` for the agencies that a person belongs to or approves for."""
        if not isinstance(user_obj, model.User):
            return ["public"]
        mine = of(user_obj)
        return ["public", *(f"member-{agency}" for agency in sorted({*mine.member, *mine.approves}))]
