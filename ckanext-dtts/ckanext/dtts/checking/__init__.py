"""Checking a table without sending it: for anybody, by page and by API, with nothing that stays."""
