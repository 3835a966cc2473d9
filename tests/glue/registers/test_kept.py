"""A register kept by people: its difference first, then the road, then the portal goes by it."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from ckanext.dtts.registers import published
from dtts.registers import rows
from glue.registers.keeping import (
    BASIS,
    as_csv,
    as_workbook,
    changed,
    code_of,
    compare,
    keeper,
    load,
    place,
    seen,
)

__all__ = ["keeper", "place"]
Work = Callable[..., int]


@pytest.fixture
def role(request: pytest.FixtureRequest) -> str:
    """A cell that no other test writes."""
    return f"Vai trò {request.node.name}"


def test_the_difference_names_the_cells_and_publishes_nothing(keeper: str, role: str) -> None:
    found = compare(keeper, changed(role_vi=role))["difference"]
    assert [one["cells"]["role_vi"][1] for one in found["changed"]] == [role]
    assert (found["added"], found["removed"], found["refusals"]) == ([], [], [])
    assert published.folder() is None


def test_a_workbook_is_compared_like_a_csv_and_codes_keep_their_zeros(keeper: str) -> None:
    new = [row for row in rows("ethnic_groups") if row["group_code"] != "01"]
    again = [{**row, "name_vi": "Kinh (Việt)"} for row in rows("ethnic_groups") if row["group_code"] == "01"]
    answer = compare(keeper, as_workbook(again + new), register="ethnic_groups", named="dan-toc.xlsx")
    assert [one["key"] for one in answer["difference"]["changed"]] == [["01"]]
    assert answer["difference"]["unchanged"] == len(new)


def test_a_file_with_faults_has_no_difference_and_its_cells_are_named(keeper: str) -> None:
    answer = compare(keeper, changed(valid_from="2026-13-01"))
    assert answer["difference"] is None
    assert [fault["cell"] for fault in answer["report"]["faults"]] == ["F2"]
    with pytest.raises(tk.ValidationError) as refused:
        load(keeper, changed(valid_from="2026-13-01"))
    assert code_of(refused) == "not-valid"


@pytest.mark.parametrize(
    ("content", "name"), [(b"PK\x03\x04 no workbook", "a.xlsx"), (b"\x00\x01\x02" * 99, "a.xls")]
)
def test_bytes_that_are_no_table_are_refused_with_a_sentence(keeper: str, content: bytes, name: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        compare(keeper, content, named=name)
    assert code_of(refused) == "unreadable-file"


def test_a_version_that_leaves_others_without_what_they_refer_to_is_not_taken(keeper: str) -> None:
    new = [row for row in rows("ethnic_groups") if row["group_code"] != "24"]
    found = compare(keeper, new, register="ethnic_groups")["difference"]
    assert {each["rule"] for each in found["refusals"]} == {"left-behind"}
    with pytest.raises(tk.ValidationError) as refused:
        load(keeper, new, register="ethnic_groups")
    assert code_of(refused) == "register-refused"


@pytest.mark.parametrize("action", [compare, load])
def test_nobody_but_a_keeper_may(keeper: str, action: Callable[..., object]) -> None:
    with pytest.raises(tk.NotAuthorized):
        action(factories.User()["name"], rows("agencies"))


def test_a_version_without_its_legal_basis_is_refused(keeper: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        load(keeper, rows("agencies"), legal_basis="")
    assert "legal_basis" in refused.value.error_dict


def test_a_register_that_nobody_keeps_is_not_found(keeper: str) -> None:
    with pytest.raises(tk.ObjectNotFound):
        compare(keeper, rows("agencies"), register="capital_facts")


def test_the_portal_goes_by_a_version_once_it_is_published(keeper: str, role: str, work: Work) -> None:
    answer = load(keeper, changed(role_vi=role))
    assert published.folder() is None
    assert work() == 0
    published.look_again()
    folder = published.folder()
    assert folder is not None
    assert rows("agencies", folder)[0]["role_vi"] == role
    assert rows("admin_units", folder) == rows("admin_units")
    (shown,) = seen(answer)
    told = {event["kind"]: (event["actor"], event["note"]) for event in shown["events"]}
    assert told["legal-basis"] == (keeper, BASIS)
    assert told["approved"][0] == "registers"


def test_lists_that_the_package_lacks_are_brought_in_by_their_keeper(keeper: str, work: Work) -> None:
    member = {"list_id": "kv-2021-2025", "area_id": "07210@pre-2025-07", "region": "III"}
    member |= {"valid_from": "2021-06-04", "decision": "861/QĐ-TTg", "data_mark": "Dữ liệu minh họa"}
    assert rows("area_list_members") == []
    answer = load(keeper, [member], register="area_list_members")
    work()
    published.look_again()
    assert [each["state"] for each in seen(answer)] == ["published"]
    assert [row["region"] for row in rows("area_list_members", published.folder())] == ["III"]


def test_a_new_release_of_the_package_is_read_beside_what_was_published(
    keeper: str, role: str, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(keeper, changed(role_vi=role))
    work()
    published.look_again()
    before = published.folder()
    monkeypatch.setattr(published, "_package", lambda: "another release")
    published.look_again()
    assert published.folder() != before
    assert rows("agencies", published.folder())[0]["role_vi"] == role


def test_a_version_that_changes_nothing_sends_nothing(keeper: str, role: str, work: Work) -> None:
    load(keeper, changed(role_vi=role))
    work()
    published.look_again()
    assert load(keeper, changed())["submissions"] == []


def test_what_was_compared_is_sent_by_its_content_without_the_file(
    keeper: str, role: str, work: Work
) -> None:
    found = compare(keeper, as_workbook(changed(role_vi=role)), named="Cơ quan.xlsx")
    answer = load(keeper, None, base=found["base"], **found["file"])
    work()
    assert [each["state"] for each in seen(answer)] == ["published"]


def test_a_content_that_was_never_sent_is_refused(keeper: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        load(keeper, None, sha256="0" * 64, size=1, filename="x.csv")
    assert code_of(refused) == "file-gone"


def test_a_difference_from_before_another_version_is_not_applied(keeper: str, role: str, work: Work) -> None:
    found = compare(keeper, changed(role_vi=f"{role} 1"))
    load(keeper, changed(role_vi=f"{role} 2"))
    work()
    with pytest.raises(tk.ValidationError) as refused:
        load(keeper, None, base=found["base"], **found["file"])
    assert code_of(refused) == "overtaken"


def test_while_a_version_is_under_way_no_other_is_taken(keeper: str, role: str, work: Work) -> None:
    load(keeper, changed(role_vi=f"{role} 1"))
    with pytest.raises(tk.ValidationError) as refused:
        load(keeper, as_csv(changed(role_vi=f"{role} 2")))
    assert code_of(refused) == "under-way"
    work()
    published.look_again()
    assert load(keeper, changed(role_vi=f"{role} 2"))["submissions"]
    work()
