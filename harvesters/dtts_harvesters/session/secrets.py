"""Credentials: how one is shown to a source, and how it is kept out of everything else."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

from dtts.errors import UsageError

KINDS: Mapping[str, tuple[str, ...]] = {
    "basic": ("user", "password"),
    "bearer": ("token",),
    "header": ("token",),
    "oauth2": ("client_id", "client_secret"),
    "password": ("user", "password"),
    "key": ("user", "private_key"),
}
"""What has to be known for each kind; `password` and `key` are of SFTP."""


@dataclass(frozen=True)
class Credential:
    """Secrets by the names of `KINDS`; never printed. `header` is the header's name for kind `header`."""

    kind: str
    values: Mapping[str, str] = field(repr=False)
    header: str = "Authorization"
    token_address: str = ""
    scope: str = ""

    def __post_init__(self) -> None:
        missing = [name for name in KINDS.get(self.kind, ()) if not self.values.get(name)]
        if self.kind not in KINDS or missing:
            raise UsageError(
                f"a credential of kind {self.kind!r} lacks: {', '.join(missing) or 'a known kind'}"
            )

    def headers(self) -> Mapping[str, str]:
        """What is sent with each request; nothing for oauth2, whose token has to be asked for."""
        if self.kind == "basic":
            pair = f"{self.values['user']}:{self.values['password']}".encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
        if self.kind == "bearer":
            return {"Authorization": f"Bearer {self.values['token']}"}
        if self.kind == "header":
            return {self.header: self.values["token"]}
        return {}


Secrets = Callable[[str], Mapping[str, str]]
"""Gives the secrets of a name; KeyError when it has none."""


class Scrubber:
    """Takes every known secret, in the forms in which it travels, out of a text."""

    def __init__(self) -> None:
        self._words: list[str] = []

    def learn(self, secret: str) -> None:
        """From now on this word is taken out; one of fewer than 4 letters would hide ordinary text."""
        if len(secret) < 4:
            return
        packed = base64.b64encode(secret.encode()).decode().rstrip("=")
        forms = {secret, quote(secret, safe=""), quote_plus(secret), packed}
        self._words = sorted({*self._words, *forms}, key=len, reverse=True)

    def clean(self, text: str) -> str:
        """The text with `***` in place of each."""
        for word in self._words:
            text = text.replace(word, "***")
        return text
