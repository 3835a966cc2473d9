"""A citation as CSL-JSON, the input of citeproc and of pandoc."""

from __future__ import annotations

from typing import Any

from dtts.citation.citation import Citation


def csl_json(citation: Citation, lang: str) -> list[dict[str, Any]]:
    """One item of the type `dataset`, in a list as the schema has it."""
    day = citation.published
    return [
        {
            "id": citation.key,
            "type": "dataset",
            "title": citation.titled(lang),
            "author": [{"literal": citation.author[lang]}],
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
            "version": str(citation.version),
            "publisher": citation.portal[lang],
            "URL": citation.address,
            "language": lang,
            "note": "; ".join(filter(None, [f"SHA-256 {citation.sha256}", citation.licence])),
        }
    ]
