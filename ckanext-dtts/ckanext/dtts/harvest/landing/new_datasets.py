"""Many new datasets in one flush: what CKAN's `package_create` does for one, in a few statements for all.

Each goes through the validators of its form, plugins are told of it, its files get their default views, as
there. Where something takes part in the action itself, a chained one of another plugin or a listener to its
success, `possible` says no, and each dataset goes by the action. That one asks the database some 20 times for
a dataset, and rolls back what others have written when it refuses one (`tests/bench/bench_harvest.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timezone
from typing import Any, NamedTuple, cast

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.lib import plugins as dataset_forms
from ckan.lib.dictization import model_save
from ckan.types import Context

from ckanext.dtts import dataset_names
from ckanext.dtts.logic.validators import FREE_NAME, KNOWN_OWNER
from ckanext.dtts.road import guard
from dtts.vietnamese import composed, slug

ACTION = "package_create"
OURS = "dtts"
NOT_SAVED = ("metadata_created", "plugin_data")
Fields = Mapping[str, Any]


class Made(NamedTuple):
    """A dataset that is not flushed yet, and its fields as its form gave them."""

    package: model.Package
    data: dict[str, Any]


def possible() -> bool:
    """Whether nothing but CKAN and this portal takes part in making a dataset."""
    if any(tk.signals.action_succeeded.receivers_for(ACTION)):
        return False
    others = (each for each in p.PluginImplementations(p.IActions) if each.name != OURS)
    return not any(ACTION in each.get_actions() for each in others)


def create(wanted: Mapping[str, Fields], agency_id: str, maker: model.User) -> dict[str, tk.ValidationError]:
    """Make a dataset of the agency under each id, in the caller's transaction; the ids of those that are
    refused, with why.

    IntegrityError when a dataset of such an id or name is there.
    """
    refused: dict[str, tk.ValidationError] = {}
    validated: dict[str, dict[str, Any]] = {}
    taken = _taken(wanted.values())
    for identifier, fields in wanted.items():
        try:
            data = validated[identifier] = _valid(*_named(fields, taken), agency_id, maker)
            taken.add(data["name"])
        except tk.ValidationError as why:
            refused[identifier] = why
    tags = _tags(validated.values())
    made = [Made(_package(key, data, maker, tags), data) for key, data in validated.items()]
    model.Session.flush()
    _join_agencies(each.package for each in made)
    for each in made:
        _tell_plugins(each, maker)
    return refused


def _taken(wanted: Collection[Fields]) -> dataset_names.Names:
    """The names that datasets have, of those that are tried first; until the transaction ends nobody else
    takes one."""
    titles = [str(fields["title"]) for fields in wanted]
    _alone_with_names({slug(title) for title in titles})
    names = {dataset_names.first_name(title) for title in titles}
    query = sa.select(model.Package.name).where(model.Package.name.in_(names))
    return dataset_names.Names(names, set(model.Session.scalars(query)))


def _named(fields: Fields, taken: dataset_names.Names) -> tuple[dict[str, Any], str | None]:
    """Text in NFC and, where there is none, a name made of the title; that name too."""
    found: dict[str, Any] = composed(dict(fields))
    title = found["title"]
    if not found.get("name") and isinstance(title, str) and title.strip():
        found["name"] = dataset_names.free_name(title, taken)
        return found, found["name"]
    return found, None


def _alone_with_names(slugs: Collection[str]) -> None:
    """Until the transaction ends nobody else makes a dataset whose name comes of these: two sources at once
    would both find it free. All locks in one order, so that two sources never wait for each other."""
    keys = sa.func.unnest(sa.literal(sorted(slugs), sa.ARRAY(sa.Text))).column_valued("slug")
    number = sa.func.hashtextextended(sa.literal("dtts:name:").concat(keys), 0)
    ordered = sa.select(number.label("key")).distinct().order_by("key").subquery()
    model.Session.execute(sa.select(sa.func.pg_advisory_xact_lock(ordered.c.key))).all()


def _valid(
    fields: dict[str, Any], free_name: str | None, agency_id: str, maker: model.User
) -> dict[str, Any]:
    """What the form makes of the fields; ValidationError. The name and the agency were looked up for all."""
    context = _context(maker, **{FREE_NAME: free_name, KNOWN_OWNER: agency_id})
    guard.dataset_type(fields)
    guard.resources(context, {"resources": fields.get("resources")})
    form = dataset_forms.lookup_package_plugin(fields["type"])
    schema = form.create_package_schema()
    data, errors = dataset_forms.plugin_validate(form, context, fields, schema, ACTION)
    if errors:
        raise tk.ValidationError(errors)
    found: dict[str, Any] = data
    return found


def _tags(validated: Iterable[Mapping[str, Any]]) -> dict[str, model.Tag]:
    """The keywords of them all, those that are new among them."""
    names = {each["name"] for data in validated for each in data.get("tags") or ()}
    if not names:
        return {}
    query = sa.select(model.Tag).where(model.Tag.name.in_(names), model.Tag.vocabulary_id.is_(None))
    found = {each.name: each for each in model.Session.scalars(query)}
    new = {name: model.Tag(name) for name in sorted(names - set(found))}
    model.Session.add_all(new.values())
    return {**found, **new}


def _package(
    identifier: str, data: dict[str, Any], maker: model.User, tags: Mapping[str, model.Tag]
) -> model.Package:
    """The dataset with its files and keywords, added to the session."""
    package = model.Package()
    extras = {each["key"]: each["value"] for each in data.get("extras") or ()}
    fields = {key: value for key, value in data.items() if key not in NOT_SAVED}
    package.from_dict({**fields, "id": identifier, "extras": extras, "creator_user_id": maker.id})
    moment = datetime.now(timezone.utc).replace(tzinfo=None)  # as CKAN keeps it
    package.metadata_created = package.metadata_modified = moment
    model.Session.add(package)
    for given in data.get("resources") or ():
        saved, _how = model_save.resource_dict_save({**given, "package_id": identifier}, _context(maker))
        package.resources_all.append(saved)
    for name in dict.fromkeys(each["name"] for each in data.get("tags") or ()):
        model.Session.add(model.PackageTag(package, tags[name], model.State.ACTIVE))
    return package


def _join_agencies(packages: Iterable[model.Package]) -> None:
    member = {"table_name": "package", "capacity": "organization", "state": model.State.ACTIVE}
    rows = [{**member, "table_id": each.id, "group_id": each.owner_org} for each in packages]
    if rows:
        model.Session.execute(sa.insert(model.Member), rows)


def _tell_plugins(made: Made, maker: model.User) -> None:
    package, data = made
    data["id"] = package.id
    for given, saved in zip(data.get("resources") or (), package.resources_all, strict=True):
        given["id"] = saved.id
    context = _context(maker)
    for each in p.PluginImplementations(p.IPackageController):
        each.create(package)
        each.after_dataset_create(context, data)
    if data.get("resources"):
        tk.get_action("package_create_default_resource_views")(_context(maker), {"package": data})


def _context(maker: model.User, **more: Any) -> Context:
    shared = {"model": model, "session": model.Session, "ignore_auth": True, "defer_commit": True}
    return cast(Context, {**shared, "user": maker.name, "auth_user_obj": maker, **more})
