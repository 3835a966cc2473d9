"""What a source no longer names: taken away where little is missing, held for a person where much is."""

from __future__ import annotations

from ckan import model

from ckanext.dtts.harvest import deciding, removing
from glue.harvest.catalogue import Catalogue
from glue.harvest.keeper import Keeper, balance, entries


def test_one_of_twelve_is_taken_away_and_can_be_brought_back(keeper: Keeper, served: Catalogue) -> None:
    source = keeper.source(entries(*range(12)))
    keeper.run(source)
    served.records[source.name] = entries(*range(11))
    run = keeper.run(source)
    assert (balance(run), run.missing, run.removed) == ({"records": 11, "unchanged": 11}, 1, 1)
    gone = keeper.records(source)["r11"]
    assert (gone.state, len(keeper.titles(source))) == ("gone", 11)
    deciding.bring_back(gone.id)
    model.Session.commit()
    assert len(keeper.titles(source)) == 12
    again = keeper.run(source)
    assert (again.missing, again.removed) == (1, 0)  # a person wanted it here
    assert len(keeper.titles(source)) == 12


def test_an_empty_source_takes_nothing_away_until_a_person_says_yes(
    keeper: Keeper, served: Catalogue
) -> None:
    source = keeper.source(entries(1, 2, 3))
    keeper.run(source)
    served.records[source.name] = []
    run = keeper.run(source)
    assert (run.state, run.missing, run.removed, len(keeper.titles(source))) == ("done", 3, 0, 3)
    held = keeper.records(source)
    assert {each.waits_reason["code"] for each in held.values()} == {"empty"}
    deciding.accept(held["r1"].id)
    deciding.refuse(held["r2"].id)
    model.Session.commit()
    assert keeper.titles(source) == ["Bộ dữ liệu 2", "Bộ dữ liệu 3"]
    keeper.run(source)
    assert {name: each.waits for name, each in keeper.records(source).items()} == {
        "r1": None, "r2": None, "r3": "remove",
    }  # fmt: skip


def test_what_comes_back_is_asked_about_no_more(keeper: Keeper, served: Catalogue) -> None:
    source = keeper.source(entries(1, 2, 3))
    keeper.run(source)
    served.records[source.name] = entries(1)
    assert (keeper.run(source).missing, keeper.again(source).state) == (2, "active")
    served.records[source.name] = entries(1, 2, 3)
    run = keeper.run(source)
    assert (balance(run), run.missing) == ({"records": 3, "unchanged": 3}, 0)
    assert {each.waits for each in keeper.records(source).values()} == {None}


def test_a_failed_reading_takes_nothing_away(keeper: Keeper, served: Catalogue) -> None:
    source = keeper.source(entries(*range(12)))
    keeper.run(source)
    served.records[source.name] = [*entries(*range(11)), {"breaks": True}]
    run = keeper.run(source)
    assert (run.state, run.missing, len(keeper.titles(source))) == ("failed", 0, 12)


def test_a_record_without_an_id_may_be_the_missing_one(keeper: Keeper, served: Catalogue) -> None:
    source = keeper.source(entries(*range(12)))
    keeper.run(source)
    served.records[source.name] = [*entries(*range(11)), {"title": "Không mã"}]
    run = keeper.run(source)
    assert (run.removed, keeper.records(source)["r11"].waits_reason["code"]) == (0, "unidentified")


def test_what_was_taken_away_and_comes_again_is_the_same_dataset(keeper: Keeper, served: Catalogue) -> None:
    source = keeper.source(entries(*range(12)))
    keeper.run(source)
    before = keeper.records(source)["r11"].package_id
    served.records[source.name] = entries(*range(11))
    keeper.run(source)
    served.records[source.name] = entries(*range(12))
    run = keeper.run(source)
    assert balance(run) == {"records": 12, "created": 1, "unchanged": 11}
    assert (keeper.records(source)["r11"].package_id, len(keeper.titles(source))) == (before, 12)


def test_a_source_that_loses_a_little_in_every_run_is_asked_about_before_more_than_ten_percent_went(
    keeper: Keeper, served: Catalogue
) -> None:
    source = keeper.source(entries(*range(12)))
    keeper.run(source)
    for left, removed in ((11, 1), (10, 0), (10, 0)):
        served.records[source.name] = entries(*range(left))
        assert keeper.run(source).removed == removed
    held = keeper.records(source)["r10"]
    assert (held.waits, held.waits_reason["code"]) == ("remove", "too-many-lately")
    deciding.accept(held.id)
    model.Session.commit()
    assert len(keeper.titles(source)) == 10


def test_what_went_longer_ago_than_it_can_be_brought_back_no_longer_counts(
    keeper: Keeper, served: Catalogue
) -> None:
    source = keeper.source(entries(*range(12)))
    keeper.run(source)
    served.records[source.name] = entries(*range(11))
    first = keeper.run(source)
    first.created -= removing.KEPT
    model.Session.commit()
    served.records[source.name] = entries(*range(10))
    assert keeper.run(source).removed == 1
