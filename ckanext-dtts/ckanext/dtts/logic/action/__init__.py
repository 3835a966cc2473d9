"""Actions, one file a noun."""

from ckanext.dtts.logic.action.normal_form import (
    group_create,
    group_update,
    organization_create,
    organization_update,
    package_create,
    package_update,
    tag_delete,
    user_create,
    user_update,
)

__all__ = [
    "group_create",
    "group_update",
    "organization_create",
    "organization_update",
    "package_create",
    "package_update",
    "tag_delete",
    "user_create",
    "user_update",
]
