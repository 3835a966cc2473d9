"""Who may do what with a recommendation: people of the two agencies that it names, each their own part.

Everything is denied that is not said here. Rights over agencies below give a look and no hand: who answers or
confirms speaks for the agency itself.
"""

from __future__ import annotations

from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.answering.lines import Line
from ckanext.dtts.rights.person import APPROVER, SENDERS
from dtts.followup import MOVES, SIDES, Move


def sees(user: model.User | None, line: Line) -> bool:
    """The people of both agencies, and the approvers of agencies above either."""
    mine = rights.of(user)
    return any(each in mine.member or each in mine.approves for each in (line.addressed, line.asking) if each)


def answers(user: model.User | None, line: Line) -> bool:
    """Senders and approvers of the agency addressed."""
    return line.addressed is not None and rights.of(user).member.get(line.addressed) in SENDERS


def decides(user: model.User | None, line: Line) -> bool:
    """Approvers of the agency that asked."""
    return rights.of(user).member.get(line.asking) == APPROVER


def moves(user: model.User | None, line: Line) -> list[Move]:
    """What this person may do with it now."""
    sides = {"addressed": answers(user, line), "asking": decides(user, line)}
    return [move for move in MOVES[line.stage] if sides[SIDES[move]]]
