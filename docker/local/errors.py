"""The one exception of this package."""


class OperatorError(Exception):
    """Something the operator must do; the text is one sentence that says what."""
