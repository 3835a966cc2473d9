"""Actions on recommendations: what waits for whom, answers with documents, confirmation, publication."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context

from ckanext.dtts.answering import documents, lookup, mine, publishing, show, states, telling
from ckanext.dtts.answering.said import Said
from ckanext.dtts.errors import translated
from ckanext.dtts.logic import follow_up_schema as schema
from ckanext.dtts.logic.schema import by_dataset
from ckanext.dtts.road import lookup as road
from ckanext.dtts.road import show as road_show

Row = dict[str, Any]


@tk.side_effect_free
def dtts_recommendation_list(context: Context, data_dict: Row) -> Row:
    """The published recommendations of the caller's agencies, nearest due day first.

    Returns:
        `{addressed, asked}`: those that wait for an answer of theirs, and those that they asked for
    """
    tk.check_access("dtts_recommendation_list", context, data_dict)
    found = mine.of(model.User.get(context["user"]))
    return {
        "addressed": [show.line_dict(line) for line in found.addressed],
        "asked": [show.line_dict(line) for line in found.asked],
    }


@tk.side_effect_free
@validate(schema.recommendation)
def dtts_recommendation_show(context: Context, data_dict: Row) -> Row:
    """One recommendation with its steps, documents and log, and what the caller may do with it now.

    Args:
        table: id of the published table that holds it
        recommendation: its code there
    """
    tk.check_access("dtts_recommendation_show", context, data_dict)
    return show.whole_dict(lookup.line(data_dict), model.User.get(context["user"]))


@validate(schema.recommendation_answer)
def dtts_recommendation_answer(context: Context, data_dict: Row) -> Row:
    """Answer for the agency addressed: an answer, progress, or that it is completed.

    Args:
        table, recommendation: as for `dtts_recommendation_show`
        move: `answer`, `progress` or `completion`
        response: what was answered or done; no names of persons
        completed_on, proof: the day of completion and its proof; with `completion` only, and needed there
        documents: ids of one's own uploads that came whole, at most five (optional)
        seen: `seen` of what the caller looked at; refused when something has moved since (optional)

    Returns:
        The recommendation, as `dtts_recommendation_show` gives it.
    """
    tk.check_access("dtts_recommendation_answer", context, data_dict)
    return _moved(context, data_dict)


@validate(schema.recommendation_decide)
def dtts_recommendation_decide(context: Context, data_dict: Row) -> Row:
    """Decide for the agency that asked: confirm a completion, return it, open it again, or withdraw.

    Args:
        table, recommendation: as for `dtts_recommendation_show`
        move: `confirmation`, `return`, `reopening` or `withdrawal`
        response: why, or what was seen; no names of persons
        documents, seen: as for `dtts_recommendation_answer`

    Returns:
        The recommendation, as `dtts_recommendation_show` gives it.
    """
    tk.check_access("dtts_recommendation_decide", context, data_dict)
    return _moved(context, data_dict)


@validate(by_dataset)
def dtts_recommendation_publish(context: Context, data_dict: Row) -> list[Row]:
    """Send what was done on the desk about a dataset's recommendations, as next versions of its tables.

    Args:
        dataset: name or id of the dataset

    Returns:
        The submissions, as `dtts_submission_show` gives them; those of before while they are on their way.
    """
    tk.check_access("dtts_recommendation_publish", context, data_dict)
    package, user = road.package(data_dict["dataset"]), model.User.get(context["user"])
    with translated():
        return [road_show.submission_dict(each) for each in publishing.publish(package, str(user.id))]


def _moved(context: Context, data_dict: Row) -> Row:
    """Take the step with its documents and tell the other side, all in one transaction."""
    user = model.User.get(context["user"])
    with translated(), documents.taken(data_dict.get("documents") or (), str(user.id)) as files:
        held = states.hold(lookup.table_of(data_dict["table"]), data_dict["recommendation"])
        what = Said(
            move=data_dict["move"],
            response=data_dict["response"],
            completed_on=data_dict.get("completed_on") or None,
            proof=data_dict.get("proof") or None,
            documents=files,
        )
        step = states.move(held, what, user, seen=data_dict.get("seen") or "")
        telling.of_step(held.line, step)
        model.Session.commit()
    return show.whole_dict(lookup.line(data_dict), user)
