"""The gateway that this portal sends to, and one sending."""

from __future__ import annotations

from urllib.parse import urlsplit

from ckanext.dtts import config
from ckanext.dtts.errors import RoadError
from ckanext.dtts.harvest import network
from dtts.errors import UsageError
from dtts_harvesters.session import Credential, FetchError, GuardedSession, Policy


class RefusedByGatewayError(RoadError):
    """The gateway said no to what was sent; the same would be refused again."""

    final = True

    def __init__(self, said: FetchError) -> None:
        super().__init__(str(said))
        self.status = said.status


def post(body: bytes, content_type: str, key: str) -> int:
    """Send once; the status of the answer, 200 to 299.

    FetchError for what may be better at the next try, RefusedByGatewayError for what will not; UsageError
    when the settings of the gateway are not complete.
    """
    address = config.push_address()
    headers = {"Content-Type": content_type, "Idempotency-Key": key, "Accept": "application/json"}
    with _session(address) as session:
        try:
            return session.post(address, body, headers).status
        except FetchError as wrong:
            if wrong.again or wrong.status is None:
                raise
            raise RefusedByGatewayError(wrong) from None


def withdraw(body: bytes, key: str) -> int:
    """Say once what is public no more; the status of the answer.

    A gateway that does not know the version (404) or took it away itself (410) has nothing left to do.
    Otherwise as `post`.
    """
    try:
        return post(body, "application/json", key)
    except RefusedByGatewayError as refused:
        if refused.status in (404, 410):
            return refused.status
        raise


def _session(address: str) -> GuardedSession:
    if urlsplit(address).scheme != "https" and not config.push_plain():
        raise UsageError("dtts.push.address has to be https: a credential and data go there")
    return GuardedSession(
        Policy(network.granted()),
        home=address,
        credential=_credential(),
        plain_credentials=config.push_plain(),
    )


def _credential() -> Credential:
    name = config.push_credential()
    try:
        values = network.secrets(name)
    except KeyError:
        raise UsageError(f"dtts.harvest.secrets holds no credential {name!r}, see dtts.push") from None
    return Credential("oauth2", values, token_address=config.push_token_address(), scope=config.push_scope())
