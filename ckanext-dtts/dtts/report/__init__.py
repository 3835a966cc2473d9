"""Reports: what is wrong with a table, where, and what to do, in Vietnamese and English."""

from dtts.report.address import Address, column_letters, column_number
from dtts.report.fault import Fault, FaultGroup, describe, label_words, one, without_place
from dtts.report.gather import Gathering, gathered
from dtts.report.report import FAULTS_KEPT, Pattern, Report, Source, group_key, make_report
from dtts.report.rules import RULES, Rule, rule
from dtts.report.words import LANGUAGES, Sentence, lower_first

__all__ = [
    "FAULTS_KEPT",
    "LANGUAGES",
    "RULES",
    "Address",
    "Fault",
    "FaultGroup",
    "Gathering",
    "Pattern",
    "Report",
    "Rule",
    "Sentence",
    "Source",
    "column_letters",
    "column_number",
    "describe",
    "gathered",
    "group_key",
    "label_words",
    "lower_first",
    "make_report",
    "one",
    "rule",
    "without_place",
]
