"""A citation as one line, as DataCite has it: creator (year). title (version) [kind]. publisher. address."""

from __future__ import annotations

from dtts import formats
from dtts.citation.citation import Citation

_WORDS = {
    "vi": "{author} ({year}). {title} (phiên bản {version}, công bố ngày {day}) [Tập dữ liệu]. {portal}. "
    "{address}",
    "en": "{author} ({year}). {title} (version {version}, published {day}) [Data set]. {portal}. {address}",
}


def citation_text(citation: Citation, lang: str) -> str:
    """The line in that language, `vi` or `en`."""
    return _WORDS[lang].format(
        author=citation.author[lang],
        year=citation.published.year,
        title=citation.titled(lang),
        version=citation.version,
        day=formats.day(citation.published, lang),
        portal=citation.portal[lang],
        address=citation.address,
    )
