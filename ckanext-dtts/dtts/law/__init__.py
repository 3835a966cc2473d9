"""Legal documents, how they stand to one another, and whether they hold on a day."""

from dtts.law.document import Document, Laws, Relation

__all__ = ["Document", "Laws", "Relation"]
