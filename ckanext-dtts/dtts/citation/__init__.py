"""How one version of a table is cited, one form a file."""

from dtts.citation.bibtex import bibtex
from dtts.citation.citation import Citation
from dtts.citation.csl_json import csl_json
from dtts.citation.ris import ris
from dtts.citation.text import citation_text

__all__ = ["Citation", "bibtex", "citation_text", "csl_json", "ris"]
