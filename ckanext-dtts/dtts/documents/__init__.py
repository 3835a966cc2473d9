"""Documents that people attach: which kinds are taken, told by their bytes, and what makes one unsafe."""

from dtts.documents.kind import KINDS, DocumentKind
from dtts.documents.look import RefusedDocument, kind_of

__all__ = ["KINDS", "DocumentKind", "RefusedDocument", "kind_of"]
