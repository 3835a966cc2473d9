"""A citation as RIS, which Zotero, EndNote and Mendeley read."""

from __future__ import annotations

from dtts.citation.citation import Citation


def ris(citation: Citation, lang: str) -> str:
    """One record of the type DATA; lines end as the format asks, by CR LF."""
    day = citation.published
    fields = (
        ("TY", "DATA"),
        ("ID", citation.key),
        ("AU", f"{citation.author[lang]},"),
        ("TI", citation.titled(lang)),
        ("PY", str(day.year)),
        ("DA", f"{day:%Y/%m/%d}/"),
        ("ET", str(citation.version)),
        ("PB", citation.portal[lang]),
        ("UR", citation.address),
        ("LA", lang),
        ("N1", "; ".join(filter(None, [f"SHA-256 {citation.sha256}", citation.licence]))),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields)
