"""What readers report about published data: from a form without an account to a public answer.

`docs/feedback.md` says what holds; `states` is the one place where a report moves.
"""
