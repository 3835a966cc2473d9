"""E-mail: what a letter is, how it becomes a message, and how the outbox hands messages to a mail server."""
