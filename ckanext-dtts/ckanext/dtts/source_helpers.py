"""Template helpers that name who published something and on which terms: each calls one function."""

from __future__ import annotations

from typing import Any

from ckanext.dtts.views import labels, language


def dtts_agency(agency: dict[str, Any] | None) -> str:
    """The name of a dataset's agency."""
    return labels.agency(agency, language.current())


def dtts_choice(dataset_type: str, field: str, value: str) -> str:
    """The label of a value that a dataset's form offers."""
    return labels.choice(dataset_type, field, value, language.current())


def dtts_any_choice(field: str, value: str) -> str:
    """The same where the type of the dataset is not known."""
    return labels.any_choice(field, value, language.current())
