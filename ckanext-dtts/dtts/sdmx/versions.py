"""Versions as SDMX asks for them."""

from __future__ import annotations


def is_version(asked: str, offered: str) -> bool:
    """Whether a version is asked for: none means any, `2.0` means 2.0.0, and a plus means or later."""
    if not asked:
        return True
    wanted, given = asked.split("."), offered.split(".")
    for at, part in enumerate(wanted):
        have = int(given[at]) if at < len(given) else 0
        number = part.rstrip("+")
        if not number.isdigit():
            return False
        if part.endswith("+"):
            return have >= int(number)
        if have != int(number):
            return False
    return True
