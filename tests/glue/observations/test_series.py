"""Series, progress and rankings over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from glue.observations.conftest import Publisher
from glue.observations.test_store import HEADER

API = "/api/dtts/v1"
QUANG_NGAI = "51@since-2025-07"


@pytest.fixture(scope="module")
def targets(series: dict[str, bytes], publisher: Publisher) -> None:
    """A made-up series with a baseline, a target and a sex, of a place without real values in these tests."""
    rows = [
        ("BSL", "_T", 2021, "30"),
        ("ACT", "_T", 2023, "26"),
        ("ACT", "F", 2023, "27"),
        ("TGT", "_T", 2025, "20"),
    ]
    lines = [
        f"A,GSO_POVERTY_RATE,04@pre-2025-07,ASREP,{sex},_T,_T,{kind},{year},{value},PT,0,1,A,F"
        for kind, sex, year, value in rows
    ]
    publisher.dataset("muc-tieu", demo="true", indicators=["GSO_POVERTY_RATE"])
    assert publisher.publish("muc-tieu", "\n".join([HEADER, *lines, ""]).encode()) == "published"


def ask(site: CKANTestApp, path: str, status: int = 200) -> Any:
    return site.get(f"{API}{path}", status=status).json


@pytest.mark.usefixtures("series")
def test_a_series_over_the_merger_says_in_words_what_was_done(site: CKANTestApp) -> None:
    (found,) = ask(site, f"/series?indicator=GSO_EM_PUPILS&area={QUANG_NGAI}")["results"]
    said = {point["TIME_PERIOD"]: point["explanation"] for point in found["points"]}
    assert said["2006"]["vi"] == "Tính đúng từ số của các đơn vị cũ: Tỉnh Quảng Ngãi, Tỉnh Kon Tum."
    assert said["2004"]["en"].startswith("No figure: 1 of 2 former units have one")
    assert [point["TIME_PERIOD"] for point in found["points"]] == [str(year) for year in range(2004, 2017)]


@pytest.mark.usefixtures("series")
def test_figures_as_reported_need_no_explanation(site: CKANTestApp) -> None:
    (found,) = ask(site, "/series?indicator=GSO_EM_PUPILS&area=51@pre-2025-07")["results"]
    assert {point["explanation"] for point in found["points"]} == {None}


@pytest.mark.usefixtures("series")
def test_places_are_ranked_and_those_without_a_value_come_last(site: CKANTestApp) -> None:
    answer = ask(site, "/rank?indicator=GSO_EM_PUPILS&period=2016&level=province")
    values = [row["OBS_VALUE"] for row in answer["results"] if row["OBS_VALUE"] is not None]
    ranks = [row["RANK"] for row in answer["results"]]
    assert values == sorted(values, reverse=True)
    assert ranks[: len(values)] == list(range(1, len(values) + 1))
    assert ranks[len(values) :] == [None] * answer["without_value"]


@pytest.mark.parametrize(
    "query", ["indicator=GSO_EM_PUPILS", "period=2016", "indicator=GSO_EM_PUPILS,GSO_AREA&period=2016"]
)
def test_a_ranking_is_of_one_indicator_in_one_period(site: CKANTestApp, query: str) -> None:
    assert ask(site, f"/rank?{query}", 400)["error"]["code"] == "one-of-each"


def test_a_series_without_an_indicator_is_refused(site: CKANTestApp) -> None:
    assert ask(site, f"/series?area={QUANG_NGAI}", 400)["error"]["code"] == "missing"


@pytest.mark.usefixtures("targets")
def test_progress_is_judged_from_the_baseline_to_the_last_target(site: CKANTestApp) -> None:
    (found,) = ask(site, "/progress?indicator=GSO_POVERTY_RATE&area=04@pre-2025-07&since=2021")["results"]
    assert (found["status"], found["pace"], found["achieved_share"]) == ("NEEDS_ACCELERATION", 0.8, 0.4)
    assert found["baseline"]["value"] == 30


@pytest.mark.usefixtures("targets")
def test_demonstration_data_carry_their_mark(site: CKANTestApp) -> None:
    answer = ask(site, "/series?indicator=GSO_POVERTY_RATE&area=04@pre-2025-07&since=2021")
    assert answer["mark"]["vi"] == "Dữ liệu minh họa"
    assert answer["results"][0]["DEMO"] is True


@pytest.mark.usefixtures("targets")
def test_totals_are_shown_unless_a_sex_is_named(site: CKANTestApp) -> None:
    query = "/series?indicator=GSO_POVERTY_RATE&area=04@pre-2025-07&since=2021"
    assert [one["SEX"] for one in ask(site, query)["results"]] == ["_T"]
    assert [one["SEX"] for one in ask(site, f"{query}&sex=F,_T")["results"]] == ["F", "_T"]


@pytest.mark.usefixtures("targets")
def test_targets_stay_with_the_area_that_they_were_set_for(site: CKANTestApp) -> None:
    rows = ask(site, "/observations?indicator=GSO_POVERTY_RATE&value_type=TGT")["results"]
    assert [row["REF_AREA"] for row in rows] == ["04@pre-2025-07"]


@pytest.mark.usefixtures("series")
def test_a_computed_figure_of_a_merged_province_comes_from_the_sums(site: CKANTestApp) -> None:
    def values(code: str) -> dict[str, dict[str, Any]]:
        rows = ask(site, f"/observations?indicator={code}&area={QUANG_NGAI}")["results"]
        return {row["TIME_PERIOD"]: row for row in rows}

    density, people, area = values("C_DENSITY"), values("GSO_POPULATION"), values("GSO_AREA")
    known = [year for year, row in density.items() if row["OBS_VALUE"] is not None]
    assert known
    for year in known:
        exact = 1_000 * people[year]["OBS_VALUE"] / area[year]["OBS_VALUE"]
        assert density[year]["OBS_VALUE"] == pytest.approx(exact)
        assert (density[year]["METHOD"], density[year]["COMPARABILITY"]) == ("computed", "REBASED_EXACT")
