"""Pages of a sorted list: each begins after the key of the last row of the page before, whatever was
published meanwhile."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from ckanext.dtts import cursor
from ckanext.dtts.views import answers, links, observing
from ckanext.dtts.views.answers import Row
from ckanext.dtts.views.api import Answer

Item = TypeVar("Item")
Key = tuple[str, ...]
LIMIT = 1_000


class Shown(NamedTuple):
    """The items of a page as they go out, of how many, and where the next one begins."""

    rows: list[dict[str, Any]]
    total: int
    after: str | None


def page(
    found: Sequence[Item], key: Callable[[Item], Key], written: Callable[[Item], dict[str, Any]]
) -> Shown:
    """The page that the query asks for by `limit` and `after`, of items sorted by `key`."""
    limit = links.whole("limit", 0, answers.MOST) or LIMIT
    keys = [key(one) for one in found]
    first = bisect_right(keys, _position(len(keys[0]))) if keys and observing.text("after") else 0
    rows = [written(one) for one in found[first : first + limit]]
    more = first + limit < len(found)
    return Shown(rows, len(found), cursor.encode(keys[first + limit - 1]) if more else None)


def answer(shown: Shown, context: Row, form: str | None, columns: Sequence[str], filename: str) -> Answer:
    """A page as JSON with the `context` that it answers to, or as CSV with both in its headers."""
    following = answers.further(after=shown.after) if shown.after else None
    if answers.wants_csv(form):
        response = answers.as_csv(shown.rows, columns, filename)
        response.headers["X-Total-Count"] = str(shown.total)
        if following:
            response.headers["Link"] = f'<{following}>; rel="next"'
        return response
    told = {**context, "total": shown.total, "shown": len(shown.rows), "next": following}
    return answers.as_json({**told, "results": shown.rows})


@contextmanager
def position_read() -> Iterator[None]:
    """Refuse the request when `after` turns out not to come from an answer of ours."""
    try:
        yield
    except cursor.WrongCursor as wrong:
        raise answers.refused(
            "after",
            "bad-cursor",
            "“after” phải lấy từ “next” của câu trả lời trước.",
            "“after” must come from “next” of an earlier answer.",
        ) from wrong


def _position(parts: int) -> Key:
    with position_read():
        return tuple(str(part) for part in cursor.decode(observing.text("after") or "", (str,) * parts))
