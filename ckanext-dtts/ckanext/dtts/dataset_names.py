"""Names of datasets, which are part of their addresses, made of titles."""

from __future__ import annotations

from collections.abc import Collection

from ckan import model

from dtts.vietnamese import nfc, slug

_NAME_LENGTH = 100


class Names:
    """Names of datasets that are taken: of `looked_up` those in `taken`, any other when it is asked for."""

    def __init__(self, looked_up: Collection[str] = (), taken: Collection[str] = ()) -> None:
        self._looked_up, self._taken = set(looked_up), set(taken)

    def add(self, name: str) -> None:
        """Take one that no dataset has yet."""
        self._taken.add(name)

    def __contains__(self, name: str) -> bool:
        if name in self._taken:
            return True
        return name not in self._looked_up and model.Package.get(name) is not None


def first_name(title: str) -> str:
    """The name that is tried first for a dataset of that title; empty where no letter of it can be in one."""
    return slug(nfc(title), max_length=_NAME_LENGTH)


def free_name(title: str, taken: Names | None = None) -> str:
    """A dataset name made of `title` that no dataset has: its slug, with -2, -3 … where that is taken."""
    name, number = first_name(title), 1
    taken = Names() if taken is None else taken
    while name and name in taken:
        number += 1
        ending = f"-{number}"
        name = slug(title, max_length=_NAME_LENGTH - len(ending)) + ending
    return name
