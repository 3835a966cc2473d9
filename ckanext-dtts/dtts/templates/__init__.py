"""What people fill in: one workbook or CSV a table schema, with lists, rules and an explanation."""

from dtts.tables.template_id import TemplateId, template_id
from dtts.templates.csv import write_csv_template
from dtts.templates.places import places_within, rows_within
from dtts.templates.rows import last_rows, updated
from dtts.templates.write import write_template

__all__ = [
    "TemplateId",
    "last_rows",
    "places_within",
    "rows_within",
    "template_id",
    "updated",
    "write_csv_template",
    "write_template",
]
