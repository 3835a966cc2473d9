"""Whether the registers and boundaries of a folder agree with one another and with what is expected."""

from dtts.registers.check.book import Book, open_book
from dtts.registers.check.examination import Examination, examine_registers

__all__ = ["Book", "Examination", "examine_registers", "open_book"]
