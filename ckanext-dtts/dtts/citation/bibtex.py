"""A citation for BibTeX and biblatex: UTF-8, every letter that TeX would act on made harmless."""

from __future__ import annotations

from dtts.citation.citation import Citation

_ACTIVE = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_{}"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(citation: Citation, lang: str) -> str:
    """An entry `@misc`, which every style knows. The address is not escaped: `url` takes it as it is."""
    fields = {
        "author": f"{{{_escaped(citation.author[lang])}}}",
        "title": f"{{{_escaped(citation.titled(lang))}}}",
        "year": str(citation.published.year),
        "version": str(citation.version),
        "publisher": _escaped(citation.portal[lang]),
        "url": citation.address,
        "note": _escaped("; ".join(filter(None, [f"SHA-256 {citation.sha256}", citation.licence]))),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    lines.insert(3, f"  month = {_MONTHS[citation.published.month - 1]},")
    return "\n".join([f"@misc{{{citation.key},", *lines, "}"]) + "\n"


def _escaped(text: str) -> str:
    return "".join(_ACTIVE.get(letter, letter) for letter in text)
