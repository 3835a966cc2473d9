"""The page: the verdict, what repeats, then the same cells by kind, by column and by sheet."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from dtts.report.html import words
from dtts.report.html.by_rule import kinds_section
from dtts.report.html.element import Markup, element, markup
from dtts.report.html.other_views import column_section, sheet_section
from dtts.report.html.words import both, filled, label
from dtts.report.report import Report
from dtts.report.text import verdict

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even if a cell's text became markup, nothing of it could run or load."""


def report_page(report: Report, filename: str, titles: Mapping[str, words.Texts] | None = None) -> str:
    """The whole page for the file of that name, with the faults that the report has kept. `titles` are what
    people call the fields, which are else named by themselves."""
    page = element("html", _head(report, filename), _body(report, filename, titles or {}), lang="vi")
    return f"<!DOCTYPE html>\n{page}\n"


def _head(report: Report, filename: str) -> Markup:
    style = resources.files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{verdict(report, 'vi')} {filename}"),
        element("style", Markup(style)),
    )


def _body(report: Report, filename: str, titles: Mapping[str, words.Texts]) -> Markup:
    main = element("main", *_main(report, filename, titles), id="main")
    return element("body", element("a", label(words.SKIP), class_="skip", href="#main"), main)


def _main(report: Report, filename: str, titles: Mapping[str, words.Texts]) -> list[Markup]:
    source = filled(
        words.SOURCE,
        name=filename,
        rows=report.source.rows,
        columns=report.source.columns,
        schema=report.schema,
        version=str(report.schema_version),
    )
    said = {language: verdict(report, language) for language in ("vi", "en")}
    heading = element("h1", both(said), class_="valid" if report.valid else None)
    if not report.patterns:
        return [heading, element("p", both(source)), element("p", both(words.NO_FAULT))]
    certain = sum(pattern.corrections for pattern in report.patterns)
    note = element("p", both(filled(words.CERTAIN, count=certain))) if certain else markup()
    sections = [kinds_section(report), column_section(report, titles), sheet_section(report)]
    return [heading, element("p", both(source)), note, _contents(), *sections]


def _contents() -> Markup:
    views = (("by-rule", words.BY_RULE), ("by-column", words.BY_COLUMN), ("by-sheet", words.BY_SHEET))
    links = [element("li", element("a", label(texts), href=f"#{anchor}")) for anchor, texts in views]
    return element("nav", element("ul", markup(*links)), aria_label=label(words.CONTENTS))
