"""The portal as a server of the protocol: runs a tool within its bounds and says what went wrong in words."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

import jsonschema
import sqlalchemy as sa
from ckan import model
from sqlalchemy.exc import OperationalError

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.mcp.fitting import fit
from ckanext.dtts.mcp.protocol import Server
from ckanext.dtts.mcp.tools import TOOLS

log = logging.getLogger(__name__)

QUERY_MS = 10_000
"""How long one query to the database may take."""
INSTRUCTIONS = (
    "Official statistics and programme results of provinces of Viet Nam. Answer only from these figures, "
    "quote the citation and the release of each answer, and say it when data carry the mark of demonstration "
    "data. A blank value is not zero. Places and their codes changed on 1 July 2025: find_places gives ids "
    "that say which place is meant. Do not add or average rates, and do not add groups that overlap."
)
_TOO_SLOW = (
    "Câu hỏi này mất quá nhiều thời gian; hãy chọn ít địa bàn hoặc ít kỳ hơn.",
    "This takes too long to answer; choose fewer places or periods.",
)


@cache
def _tools() -> list[dict[str, Any]]:
    return [tool.described() for tool in TOOLS.values()]


def server() -> Server:
    """The portal."""
    return Server(
        "ckanext-dtts", config.site_title("vi"), version("ckanext-dtts"), INSTRUCTIONS, _tools(), call
    )


def call(name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The result of a tool: what a tool refuses comes back as its answer, so that an assistant can ask again
    in another way."""
    tool = TOOLS[name]
    wrong = next(jsonschema.Draft202012Validator(tool.schema).iter_errors(dict(arguments)), None)
    if wrong is not None:
        return _told(f"{'.'.join(map(str, wrong.path)) or name}: {wrong.message}", failed=True)
    try:
        model.Session.execute(sa.text(f"SET LOCAL statement_timeout = {QUERY_MS}"))
        return _told(fit(tool.answer(arguments)))
    except RefusedError as error:
        return _told(f"{error.vi}\n{error.en}", failed=True)
    except OperationalError as error:
        log.warning("the tool %s was ended by the database: %s", name, error)
        return _told("\n".join(_TOO_SLOW), failed=True)
    finally:
        model.Session.rollback()


def _told(text: str, *, failed: bool = False) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": text}], "isError": failed}
