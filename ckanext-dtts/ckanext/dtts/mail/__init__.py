"""E-mail: what a letter is, how it becomes a message, and how the outbox hands messages to a mail server."""

TOPIC = "mail"
"""The outbox's topic of mails: a key is `user:<id>` or `mail:<id>`."""
