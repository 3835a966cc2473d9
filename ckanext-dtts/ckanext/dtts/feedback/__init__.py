"""What readers tell the portal without an account, of whichever kind, from a form to a public answer.

What all kinds have in common is here: the guard of a form (`guard`), what may be public (`words`), the one
place where anything moves (`states`), addresses for an answer (`addresses`), mails (`letters`), and what is
deleted when (`lapsing`). What a kind has of its own lies in a folder: `reports` of wrong data. The states of
each kind are in `dtts.feedback`; `docs/feedback.md` says what holds.
"""
