"""The report as one HTML page that stands alone: no script, no other file, readable on paper and a phone."""

from dtts.report.html.page import report_page

__all__ = ["report_page"]
