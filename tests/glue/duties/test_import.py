"""The catalogue as a file: checked, compared, taken whole or not at all; and its percentage counted again."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner, Result
from werkzeug.datastructures import FileStorage

from ckanext.dtts.cli.duties import duties
from ckanext.dtts.duties import catalogue, entries
from ckanext.dtts.registers import folder, today
from ckanext.dtts.seeding import catalogue as seeding
from dtts.samples import load_manifest
from glue.duties.conftest import Office
from glue.records import agency, dataset

HEAD = "code,name,agency,area_id,frequency,due,first_period,dataset,table\n"
AGENCY = "ban-dan-toc-bac-ninh"
ROWS = {
    "A": f"A,Kết quả năm,{AGENCY},24@since-2025-07,yearly,31/1 năm sau,2025,,",
    "B": f"B,Số liệu quý,{AGENCY},VN,quarterly,10 ngày sau kỳ,Quý I/2026,,",
}


def bring(office: Office, text: str, apply: str = "all", user: str | None = None) -> dict[str, Any]:
    upload = FileStorage(io.BytesIO((HEAD + text).encode()), filename="danh-muc.csv")
    answer: dict[str, Any] = office.act(
        "dtts_entry_import", user, upload=upload, apply=apply, reason="QĐ thử"
    )
    return answer


def codes(office: Office) -> list[str]:
    return [row["code"] for row in office.act("dtts_entry_list")["results"]]


def test_a_comparison_writes_nothing(office: Office) -> None:
    found = bring(office, "\n".join(ROWS.values()), apply="")
    assert (found["added"], found["sound"]) == (["A", "B"], True)
    assert codes(office) == []


def test_a_sound_file_is_taken_with_its_decision_on_record(office: Office) -> None:
    bring(office, "\n".join(ROWS.values()))
    assert codes(office) == ["A", "B"]
    (change,) = office.act("dtts_entry_show", code="B")["changes"]
    assert (change["reason"], change["fields"]["due"]) == ("QĐ thử", [None, "+10d"])


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    found = bring(office, "\n".join(ROWS.values()))
    assert (found["added"], found["changed"], found["unchanged"]) == ([], [], 2)


def test_what_the_file_lacks_is_named_and_stays(office: Office) -> None:
    found = bring(office, ROWS["A"].replace("31/1", "28/2"))
    assert (found["changed"], found["absent"]) == (["A"], ["B"])
    assert office.act("dtts_entry_show", code="A")["due_rule"] == "--02-28 +1y"
    assert codes(office) == ["A", "B"]


BAD = [
    (ROWS["A"].replace("A,", "C,", 1).replace("31/1 năm sau", "09-10"), "report"),
    (ROWS["A"].replace("A,", "C,", 1).replace(AGENCY, "khong-co"), "refused"),
    (ROWS["A"].replace("A,", "C,", 1).replace(",,", ",khong-co,bang"), "refused"),
]


@pytest.mark.parametrize(("row", "where"), BAD, ids=["due-rule", "agency", "dataset"])
def test_one_bad_row_keeps_the_whole_file_out(office: Office, row: str, where: str) -> None:
    good = ROWS["A"].replace("A,", "D,", 1)
    found = bring(office, f"{good}\n{row}")
    assert not found["sound"]
    assert bool(found["refused"]) == (where == "refused")
    assert codes(office) == ["A", "B"]


def test_a_file_is_not_for_everybody(office: Office) -> None:
    with pytest.raises(tk.NotAuthorized):
        bring(office, ROWS["A"], user=factories.User()["name"])


def test_the_command_shows_first_and_writes_when_told(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.csv"
    path.write_text(HEAD + ROWS["A"].replace("A,", "E,", 1) + "\n", encoding="utf-8")
    assert "Nothing was changed" in command(office, "import", str(path)).output
    assert "E" not in codes(office)
    assert "added 1" in command(office, "import", str(path), "--yes").output
    assert "E" in codes(office)


def test_the_percentage_is_counted_again_from_the_csv_alone(
    office: Office, site: CKANTestApp, tmp_path: Path
) -> None:
    path = tmp_path / "c.csv"
    path.write_text(site.get("/danh-muc-du-lieu-mo.csv").get_data(as_text=True), encoding="utf-8")
    assert "the same in all" in command(office, "recount", str(path)).output
    changed = path.read_text(encoding="utf-8").replace("2026-02-28", "2099-02-28")
    assert "2099-02-28" in changed
    path.write_text(changed, encoding="utf-8")
    assert command(office, "recount", str(path)).exit_code == 1


def test_the_seed_brings_every_entry_of_its_file_once(office: Office) -> None:
    manifest = load_manifest()
    with office._site.flask_app.test_request_context():
        for each in manifest.organisations:
            agency(each["name"], each["title"])
        for plan in manifest.datasets:
            if plan.fields.get("demo") == "true":
                dataset(**{**plan.fields, "owner_org": plan.org, "type": "register"})
        told: list[str] = []
        seeding.ensure(told.append)
        seeding.ensure(told.append)
    assert told == ["catalogue: 14 entries added, 0 known", "catalogue: 0 entries added, 14 known"]
    seeded = [row for row in office.act("dtts_entry_list")["results"] if row["code"].startswith("MH-")]
    assert len(seeded) == 14
    assert all(row["demo"] for row in seeded)


def test_questions_to_the_database_do_not_grow_with_the_catalogue(office: Office) -> None:
    few = asked(office, lambda: catalogue.on(today()))
    rows = [ROWS["A"].replace("A,", f"N{number},", 1) for number in range(300)]
    bring(office, "\n".join(rows))
    assert asked(office, lambda: catalogue.on(today())) == few
    assert asked(office, lambda: catalogue.on(today()), again=True) == 2


def test_every_kept_entry_is_read_again_as_it_was_written(office: Office) -> None:
    with office._site.flask_app.test_request_context():
        held = entries.now_held()
    assert len(held) == len(codes(office))


def command(office: Office, *words: str) -> Result:
    """What `ckan dtts duties …` ends with; CKAN's own command hands the application down like this."""

    @click.group()
    @click.pass_context
    def ckan(context: click.Context) -> None:
        context.meta["flask_app"] = office._site.flask_app

    ckan.add_command(duties)
    return CliRunner().invoke(ckan, ["duties", *words])


def asked(office: Office, work: Callable[[], Any], *, again: bool = False) -> int:
    """How many statements the work sends; `again`: when it was done a moment before."""
    with office._site.flask_app.test_request_context():
        catalogue._counted.cache_clear()
        folder()  # asks for itself every ten seconds
        if again:
            work()
        statements: list[str] = []
        sa.event.listen(model.meta.engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        work()
    model.Session.remove()
    return len(statements)
