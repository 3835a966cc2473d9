"""GET changes nothing: every route is asked for by a stranger and by an administrator, and the databases compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.model as model
import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan.lib.search import clear_all
from ckan.tests.factories import Group
from ckan.tests.helpers import CKANTestApp
from ckanext.datastore.backend.postgres import get_write_engine
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from dtts.catalogue import dataset_type_names
from glue.records import administrator, dataset
from glue.web.signed_in import browser, form_token, is_signed_in

# Notes of who was here, and nothing that anybody reads as data.
NOTES = {"user": ["last_active"], "api_token": ["last_access"]}
# CKAN gives each dataset type the same views again; one type stands for all.
OTHER_TYPES = set(dataset_type_names()) - {"facility"}
# Every name that a rule of CKAN or of ours takes, with something that exists.
SAMPLE = {
    "action": "package_show",
    "activity_id": "0",
    "code": "vi",
    "data": "x",
    "data_id": "x",
    "dataset": "diem-ho-tro",
    "dataset_id": "diem-ho-tro",
    "extension": "css",
    "filename": "x.css",
    "func": "package_list",
    "group_type": "organization",
    "is_organization": "false",
    "lang": "vi",
    "logic_function": "package_search",
    "number": 1,
    "offset": 0,
    "package_type": "facility",
    "path": "x",
    "programme": "mtqg-1719-2021-2025",
    "stem": "site",
    "digest": "0",
    "target": "diem-ho-tro",
    "type": "facility",
    "kind": "facility",
    "ver": 3,
    "view_id": "x",
    "_format": "ttl",
    "form": "csv",
    "table": "diem",
    "token": "x",
}


@pytest.fixture(scope="module")
def seeded(site: CKANTestApp, facility: dict[str, Any]) -> dict[str, str]:
    """A portal with one of each thing that a route may change, an administrator among them."""
    group = Group(name="nhom")
    name, token = administrator()
    tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {
        "dataset": facility["id"],
        "resource": facility["resources"][0]["id"],
        "group": group["name"],
        "user": name,
        "token": token,
    }


def fingerprints() -> dict[str, str]:
    """One digest a table of both databases, over every row but for the notes above."""
    return {
        f"{name}.{table}": digest
        for name, engine in (("main", model.meta.engine), ("datastore", get_write_engine()))
        for table, digest in _digests(engine)
    }


def _digests(engine: sa.Engine) -> Iterator[tuple[str, str]]:
    with engine.connect() as connection:
        tables = connection.scalars(
            sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        )
        for table in tables.all():
            left_out = "".join(f" - '{column}'" for column in NOTES.get(table, []))
            query = (
                f"SELECT md5(coalesce(string_agg(row, '|' ORDER BY row), '')) "
                f'FROM (SELECT (to_jsonb(t){left_out})::text AS row FROM "{table}" t) rows'
            )
            yield table, str(connection.scalar(sa.text(query)))


def routes(site: CKANTestApp) -> list[Rule]:
    rules = site.flask_app.url_map.iter_rules()
    return [
        rule
        for rule in rules
        if "GET" in (rule.methods or set())
        and rule.endpoint != "static"
        and rule.endpoint.partition(".")[0].removesuffix("_resource") not in OTHER_TYPES
    ]


def filled(site: CKANTestApp, rule: Rule, seeded: dict[str, str]) -> str:
    """The address of a rule with a thing of the fitting kind for `id`, and a sample for the rest."""
    values: dict[str, Any] = {name: SAMPLE.get(name, "diem-ho-tro") for name in rule.arguments}
    values.update(dict.fromkeys(rule.arguments & {"resource_id"}, seeded["resource"]))
    kind = rule.endpoint.partition(".")[0]
    owner = {"user": "user", "group": "group", "organization": "organization"}.get(kind)
    whose = {"organization": "ban-dan-toc-bac-ninh", **seeded}
    for name in rule.arguments & {"id", "_id", "name", "username"}:
        values[name] = whose[owner] if owner else "diem-ho-tro"
    numbers = {name for name, kind in rule._converters.items() if isinstance(kind, IntegerConverter)}
    values.update(dict.fromkeys(numbers, 1))
    listed = {name: kind for name, kind in rule._converters.items() if isinstance(kind, AnyConverter)}
    values.update({name: min(kind.items) for name, kind in listed.items()})
    built = rule.build({name: values[name] for name in rule.arguments - set(rule.defaults or {})})
    assert built, rule
    return built[1]


class TestEveryRoute:
    @pytest.mark.slow
    def test_no_route_changes_anything_for_anybody(
        self, site: CKANTestApp, seeded: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # A route of CKAN that stumbles over our samples must not end the walk.
        monkeypatch.setitem(site.flask_app.config, "PROPAGATE_EXCEPTIONS", False)
        before, asked, broken = fingerprints(), 0, []
        for rule in routes(site):
            address = filled(site, rule, seeded)
            for headers in ({}, {"Authorization": seeded["token"]}):
                answer = site.get(address, headers=headers, follow_redirects=False)
                asked += 1
                if answer.status_code >= 500 and rule.endpoint.startswith("dtts_"):
                    broken.append(address)
        assert broken == []
        assert asked > 300
        after = fingerprints()
        assert {name for name in before if before[name] != after.get(name)} == set()
        assert set(after) == set(before)

    def test_words_in_the_query_do_not_make_a_change_of_it(
        self, site: CKANTestApp, seeded: dict[str, str]
    ) -> None:
        before = fingerprints()
        for path in (
            f"/dataset/delete/{seeded['dataset']}?delete=1&confirm=yes",
            f"/group/delete/{seeded['group']}?confirm=1",
            f"/user/delete/{seeded['user']}?confirm=1",
            f"/api/3/action/package_delete?id={seeded['dataset']}",
            f"/api/3/action/package_patch?id={seeded['dataset']}&title=x",
            "/ckan-admin/reset_config?confirm=1",
            "/ckan-admin/trash?purge=1",
        ):
            answer = site.get(path, headers={"Authorization": seeded["token"]}, follow_redirects=False)
            assert answer.status_code != 500, path
        assert fingerprints() == before

    def test_the_comparison_sees_a_change(self, seeded: dict[str, str]) -> None:
        before = fingerprints()
        dataset(name="moi")
        assert fingerprints()["main.package"] != before["main.package"]
        clear_all()


class TestSigningOut:
    @pytest.fixture
    def reader(self, site: CKANTestApp, seeded: dict[str, str]) -> Any:
        return browser(site)

    def test_a_link_only_asks(self, reader: Any) -> None:
        page = reader.get("/user/_logout")
        assert page.status_code == 200
        assert 'method="post"' in page.text
        assert "_csrf_token" in page.text
        assert is_signed_in(reader)

    def test_the_button_signs_out(self, reader: Any) -> None:
        token = form_token(reader.get("/user/_logout").text)
        answer = reader.post("/user/_logout", data={"_csrf_token": token}, follow_redirects=False)
        assert not is_signed_in(reader)
        assert answer.headers["Clear-Site-Data"] == '"storage"'

    def test_a_device_that_took_away_what_was_theirs_keeps_what_is_of_others(self, reader: Any) -> None:
        token = form_token(reader.get("/user/_logout").text)
        leaving = {"_csrf_token": token, "cleared": "own"}
        answer = reader.post("/user/_logout", data=leaving, follow_redirects=False)
        assert not is_signed_in(reader)
        assert "Clear-Site-Data" not in answer.headers

    def test_a_form_of_another_site_does_not(self, reader: Any) -> None:
        assert reader.post("/user/_logout").status_code == 400
        assert is_signed_in(reader)
