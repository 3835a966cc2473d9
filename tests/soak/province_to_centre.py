"""A centre harvests a province: two whole portals on this machine, each with services of its own, over HTTP.

`make soak-centre` runs it. The province has 500 datasets, 100 of them with a table and 20 with observations;
then 15 change and 3 are deleted. For each run it prints in how long, with how many requests, and what differs
between both sides as anybody reads them: titles, SHA-256 of tables, observations. Ends with code 1 when
anything does. `DTTS_CENTRE_DATASETS=50` makes a smaller province, the smallest. It stops only what the suite started.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import requests

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docker"), str(ROOT / "ckanext-dtts")]

from local import suite  # noqa: E402
from local.place import find_place  # noqa: E402
from local.steps import Steps  # noqa: E402

from soak.asking import ASKED_S, Portal, opened, until  # noqa: E402
from soak.province import AGENCY, LEAST, Province  # noqa: E402

THERE, HERE = "province", "centre"
"""Names of the two portals beside the lanes of the suite: `var/test-province` and `var/test-centre`."""
DATASETS = max(LEAST, int(os.environ.get("DTTS_CENTRE_DATASETS", "500")))
LONGEST_S = 1800.0
"""Until a run, or what follows it, counts as stuck."""
SOURCE = """
id: {agency}
title: {{vi: "Cổng của tỉnh minh họa", en: "Demonstration province's portal"}}
owner: {agency}
connector: portal
address: {address}
target: {{dataset_type: any}}
policy: valid
network:
  allow: [{{network: 127.0.0.0/8}}]
  run_seconds: 1800
"""


class Picture(NamedTuple):
    """What anybody reads of the agency's data on one side."""

    titles: dict[str, list[str]]
    """By title the SHA-256 of each table."""
    observations: list[tuple[Any, ...]]

    def differences(self, other: Picture) -> int:
        """How many datasets and observations are not the same on both sides."""
        titles = self.titles.keys() | other.titles.keys()
        wrong = sum(self.titles.get(each) != other.titles.get(each) for each in titles)
        return wrong + len(set(self.observations) ^ set(other.observations))


def main() -> int:
    """The exit code."""
    for each in (THERE, HERE):
        forget(each)  # what a run that was killed has left
    private = {"dtts.harvest.private": "127.0.0.0/8"}
    with (
        suite.borrowed(find_place(None), Steps(), THERE) as there,
        suite.borrowed(find_place(None), Steps(), HERE, private) as here,
    ):
        province = Province(opened(there.site_url, there.var / "users.json"), DATASETS)
        centre = opened(here.site_url, here.var / "users.json")
        province.fill()
        settle(province)
        good = list(story(province, centre))
    for each in (THERE, HERE):
        forget(each)
    for said in (*province.portal.refused[:10], *centre.refused[:10]):
        print(f"  refused: {said}")
    return 0 if all(good) else 1


def forget(name: str) -> None:
    """Remove the portal of that name with all its data, so that the next run begins without any."""
    live = find_place(None)
    suite.stop(live, Steps(), (name,))
    shutil.rmtree(suite.find_test_place(live, name).var)


def story(province: Province, centre: Portal) -> Iterator[bool]:
    """Whether each run left both sides the same."""
    centre.act("portal_admin", "organization_create", name=AGENCY, title="Tỉnh minh họa")
    source = SOURCE.format(agency=AGENCY, address=province.portal.url)
    centre.act("portal_admin", "dtts_source_define", definition=source)
    print(f"{DATASETS} datasets, {province.tables} tables, {province.series} of them with observations")
    run(centre, "check")
    yield harvested("new", province, centre)
    yield harvested("unchanged", province, centre)
    changed, removed = province.change()
    settle(province)
    yield harvested(f"{changed} changed, {removed} removed", province, centre)


def harvested(what: str, province: Province, centre: Portal) -> bool:
    """One run and what follows it, printed; whether both sides are the same then."""
    began = time.monotonic()
    told = run(centre, "harvest")
    took = until(lambda: picture(centre).differences(picture(province.portal)) == 0, LONGEST_S)
    right = time.monotonic() - began
    wanted = picture(province.portal)
    wrong = picture(centre).differences(wanted)
    counted = ", ".join(
        f"{told[name]} {name}" for name in ("created", "updated", "unchanged", "failed", "held")
    )
    print(
        f"{what}: {told['state']}, {told['in']} in = {counted}; {told['removed']} removed; "
        f"{told['requests']} requests, {told['seconds']} s; "
        f"the other side is {'right' if took is not None else 'NOT right'} after {right:.0f} s, {wrong} differ "
        f"of {len(wanted.titles)} datasets, {sum(map(len, wanted.titles.values()))} tables and "
        f"{len(wanted.observations)} observations",
        flush=True,
    )
    return took is not None and told["state"] == "done" and not told["failed"]


def run(centre: Portal, kind: str) -> dict[str, Any]:
    """What a run of the source says when it has ended."""
    asked = centre.act("portal_admin", "dtts_source_run", id=AGENCY, kind=kind)
    found: dict[str, Any] = {}

    def ended() -> bool:
        found.update(centre.act("portal_admin", "dtts_run_show", id=asked["id"]))
        return found.get("state") in ("done", "failed")

    until(ended, LONGEST_S)
    if found.get("error") or found.get("faults"):
        print(f"  {found.get('error')} {found.get('faults', [])[:3]}")
    return found


def settle(province: Province) -> None:
    """Wait until all that people did there is found there, since the list that the centre reads is searched."""
    wanted = province.made()
    until(lambda: picture(province.portal).titles == wanted, LONGEST_S)


def tables_of(packages: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """By title the SHA-256 of each table."""
    return {
        each["title"]: sorted(one["hash"] for one in each["resources"] if one["url_type"] == "dtts")
        for each in packages
    }


def picture(portal: Portal) -> Picture:
    """As an anonymous reader sees it now."""
    asked = {"fq": f"organization:{AGENCY}", "rows": 1000}
    found = read(portal, "/api/3/action/package_search", asked).get("result", {"results": []})
    titles = tables_of(found["results"])
    rows = read(portal, "/api/dtts/v1/observations", {"indicator": "GSO_EM_PUPILS", "limit": 5000})
    values = [(row["REF_AREA"], row["TIME_PERIOD"], row["OBS_VALUE"]) for row in rows.get("results", ())]
    return Picture(titles, sorted(values))


def read(portal: Portal, path: str, asked: dict[str, Any]) -> dict[str, Any]:
    """An answer in JSON; nothing while there is none."""
    answer = requests.get(portal.url + path, params=asked, timeout=ASKED_S)
    return dict(answer.json()) if answer.status_code == 200 else {}


if __name__ == "__main__":
    sys.exit(main())
