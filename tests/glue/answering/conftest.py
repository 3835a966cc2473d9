"""A province that asked its communes for something, with people of every role in both."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import Agency
from ckanext.dtts.registers import today
from ckanext.dtts.uploads import whole
from glue.records import EVALUATION, dataset
from glue.rights.world import World, as_site, make_world
from glue.road.conftest import empty_portal, forkserver, portal, request_context, start, web, work
from glue.road.people import Web

__all__ = ["empty_portal", "forkserver", "portal", "request_context", "start", "web", "work"]

ASKING, ADDRESSED = "Sở Kiểm thử tỉnh", "Ủy ban nhân dân xã Kiểm thử"
PLACE = "21040@since-2025-07"
HEAD = "recommendation_id,finding_id,area_id,asked_by,addressed_to,recommendation,issued_on,due_on,withdrawn_on\n"
Rows = Sequence[tuple[str, int]]
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Office:
    """What the people of both agencies do, through the actions."""

    def __init__(self, web: Web, world: World, work: Callable[..., int]) -> None:
        self.web, self.world, self.work = web, world, work

    def publish(self, *rows: tuple[str, int], **fields: Any) -> dict[str, Any]:
        """A dataset of the province whose recommendations, `(code, days until due)`, everybody reads; the answer
        carries the id of its table."""
        return self.publish_each({"": rows}, **fields)[""]

    def publish_each(self, wanted: Mapping[str, Rows], **fields: Any) -> dict[str, dict[str, Any]]:
        """Several such datasets by name, published by one turn of the worker."""
        made = {
            name: dataset(**{**EVALUATION, "owner_org": self.world.agencies["tinh"], **fields})
            for name in wanted
        }
        files = [
            (made[name], "recommendations", self.csv(*rows), "kien-nghi") for name, rows in wanted.items()
        ]
        sent = self.send(*files)
        return {
            name: {**each, "table": submission["resource_id"]}
            for (name, each), submission in zip(made.items(), sent, strict=True)
        }

    def csv(self, *rows: tuple[str, int], **named: str) -> str:
        """A table of recommendations."""
        return HEAD + "".join(self.row(*row, **named) for row in rows)

    def row(
        self, code: str, days: int, asking: str = ASKING, addressed: str = ADDRESSED, age: int = 100
    ) -> str:
        """A line of the table; it was issued a hundred days ago unless told, when every response period is over."""
        issued, due = (today() + timedelta(days=each) for each in (-age, days))
        return f"{code},PH-1,{PLACE},{asking},{addressed},Bổ sung hồ sơ.,{issued},{due},\n"

    def send(
        self, *files: tuple[dict[str, Any], str, str, str], state: str = "published"
    ) -> list[dict[str, Any]]:
        """Send files, `(dataset, schema, text, table)`, as the portal and let all come to that state."""
        ids = []
        for to, schema, text, table in files:
            asked = {"dataset": to["name"], "table": table, "schema": schema}
            upload = FileStorage(io.BytesIO(text.encode()), filename=f"{table}.csv")
            ids.append(tk.get_action("dtts_table_submit")(as_site(), {**asked, "upload": upload})["id"])
        assert self.work() == 0
        found = [tk.get_action("dtts_submission_show")(as_site(), {"id": each}) for each in ids]
        assert {each["state"] for each in found} == {state}, [each["report"] for each in found]
        return found

    def does(self, who: str | None, to: dict[str, Any], move: str, code: str = "KN-1", **said: Any) -> Any:
        """A move with its words; who answers and who decides use two actions."""
        kind = "answer" if move in ("answer", "progress", "completion") else "decide"
        named = {"table": to["table"], "recommendation": code, "move": move}
        asked = {"response": f"Nội dung bước {move}.", **named, **said}
        return self.world.people.does(who, f"dtts_recommendation_{kind}", **asked)

    def completes(self, to: dict[str, Any], code: str = "KN-1", on: date | None = None, **said: Any) -> Any:
        """The commune reports that it is done."""
        done = {"completed_on": (on or today()).isoformat(), "proof": "Biên bản 12/BB"}
        return self.does("sender@xa", to, "completion", code, **{**done, **said})

    def shows(self, who: str, to: dict[str, Any], code: str = "KN-1") -> Any:
        """The recommendation as the person sees it."""
        asked = {"table": to["table"], "recommendation": code}
        return self.world.people.does(who, "dtts_recommendation_show", **asked)

    def uploads(self, who: str, content: bytes = PDF, filename: str = "bien-ban.pdf") -> str:
        """A file of the person that came whole; its id."""
        kept = whole.take(self.world.user(who).id, filename, io.BytesIO(content))
        return str(kept.id)

    def rows(self, to: dict[str, Any], table: str) -> list[dict[str, Any]]:
        """What everybody reads of a table."""
        asked = {"dataset": to["name"], "table": table}
        return list(tk.get_action("dtts_table_rows")({"user": ""}, asked)["rows"])

    def presses(self, to: dict[str, Any], who: str = "sender@tinh") -> list[dict[str, Any]]:
        """Publish the answers."""
        return list(self.world.people.does(who, "dtts_recommendation_publish", dataset=to["name"]))


@pytest.fixture(scope="module")
def office(web: Web, work: Callable[..., int]) -> Office:
    with web.flask_app.test_request_context():
        world = make_world()
        for name, written in (("tinh", ASKING), ("xa", ADDRESSED)):
            model.Session.get_one(Agency, world.agencies[name]).written_as = written
        model.Session.commit()
    return Office(web, world, work)
