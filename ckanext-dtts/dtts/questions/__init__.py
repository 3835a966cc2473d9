"""What a report asks its reader, who answers once instead of correcting many cells."""

from dtts.questions.question import Choice, Question
from dtts.questions.run import needs_a_look, questions_of

__all__ = ["Choice", "Question", "needs_a_look", "questions_of"]
