"""The catalogue of what must be published, joined with what the portal published: who owes what on a day."""
