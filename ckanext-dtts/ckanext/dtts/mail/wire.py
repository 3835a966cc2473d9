"""How headers with other than ASCII letters are written on the wire (RFC 2047).

Python's own folding of an EmailMessage puts a space that falls between two encoded words outside of both,
where readers drop it, so that words run together; `email.header` keeps it inside.
"""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.policy import EmailPolicy
from email.utils import formataddr
from typing import Any

LONGEST = 74
"""Characters of a line; `email.header` takes one or two more, and an encoded word may have 75."""


class WirePolicy(EmailPolicy):
    """The policy of SMTP, but for the headers that hold names and sentences."""

    def fold(self, name: str, value: Any) -> str:
        """A header as lines."""
        written = _written(name, value, self.linesep)
        return super().fold(name, value) if written is None else f"{name}: {written}{self.linesep}"

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The same as bytes."""
        written = _written(name, value, self.linesep)
        if written is None:
            return super().fold_binary(name, value)
        return f"{name}: {written}{self.linesep}".encode("ascii")


WIRE = WirePolicy(linesep="\r\n")


def _written(name: str, value: Any, line_end: str) -> str | None:
    """The value of a header that is ours to write; None for one that the standard writes well."""
    if isinstance(value, AddressHeader):
        return f",{line_end} ".join(_mailbox(name, each, line_end) for each in value.addresses)
    text = str(value)
    return (
        None
        if text.isascii()
        else Header(text, "utf-8", header_name=name, maxlinelen=LONGEST).encode(linesep=line_end)
    )


def _mailbox(name: str, address: Address, line_end: str) -> str:
    if address.display_name.isascii():
        return formataddr((address.display_name, address.addr_spec))
    shown = Header(address.display_name, "utf-8", header_name=name, maxlinelen=LONGEST).encode(
        linesep=line_end
    )
    return f"{shown}{line_end} <{address.addr_spec}>"
