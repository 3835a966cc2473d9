"""Vietnamese text from before Unicode: TCVN3 (ABC), VNI and windows-1258, told apart and turned into NFC."""

from dtts.tables.encodings.detect import Verdict, detect, words_in
from dtts.tables.encodings.legacy import LEGACY, UNKNOWN, Legacy, view
from dtts.tables.encodings.sample import lines_of, previews, sample, words_of

__all__ = [
    "LEGACY",
    "UNKNOWN",
    "Legacy",
    "Verdict",
    "detect",
    "lines_of",
    "previews",
    "sample",
    "view",
    "words_in",
    "words_of",
]
