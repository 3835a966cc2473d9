"""CSV that pages offer to people."""

from __future__ import annotations

from ckanext.dtts.views import answers


def test_text_that_a_spreadsheet_would_run_does_not_run_in_a_file_of_a_page() -> None:
    rows = [{"finding": "=HYPERLINK(1)", "amount": -5}]
    made = answers.as_sheet(rows, ("finding", "amount"), "phat-hien.csv")
    assert made.get_data(as_text=True) == "finding,amount\n'=HYPERLINK(1),-5\n"
