"""Empty workbooks that people fill in: one a table schema, with lists, formats and an explanation."""

from dtts.templates.identity import TemplateId, template_id
from dtts.templates.write import write_template

__all__ = ["TemplateId", "template_id", "write_template"]
