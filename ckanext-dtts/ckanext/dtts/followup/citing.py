"""Evaluations that cite indicators, as documents of those indicators' files."""

from __future__ import annotations

from collections.abc import Collection

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.followup import addresses, published
from dtts.indicators.outgoing import Document


def documents(codes: Collection[str], *, demo: bool) -> tuple[Document, ...]:
    """One for each evaluation with an answer that cites one of the indicators; those of demonstration only
    where the indicators' own values are such."""
    return tuple(
        Document(
            f"{site_address()}{addresses.of_evaluation(one)}",
            dict.fromkeys(("vi", "en"), one.row.title),
            one.row.reported_on,
            one.dataset.demo,
        )
        for one in published.evaluations()
        if one.dataset.demo == demo and any(answer.indicator in codes for answer in one.row.answers)
    )
