"""What the bytes of a text tell of all its cells at once, so that none has to be looked at by itself."""

from __future__ import annotations

from dataclasses import dataclass

# All of ASCII that is seen, and the line end.
_PLAIN = bytes([*range(0x21, 0x7F), *b"\n"])
_ASCII = bytes(range(0x80))
_FOLLOWING = bytes(range(0x80, 0xC0))
_BLANKS = b" \t\x0b\x0c\r"
_HIDDEN = frozenset((*range(0x20), 0x7F)) - frozenset(b"\t\n\r")
# Letters to U+02FF, and of those that begin with E1 the Latin ones: nothing here is changed by the normal
# form. All others, the marks and white space among them, begin with other bytes.
_LATIN = frozenset(range(0xC2, 0xCC))
_LATIN_ABOVE = (b"\xe1\xb8", b"\xe1\xb9", b"\xe1\xba", b"\xe1\xbb")
# Soft hyphen, no-break space and C1 controls; U+2000 to U+206F; U+FEFF.
_HIDING = frozenset(b"\xc2\xe2\xef")
_SPACING = frozenset(b"\xc2\xe2\xe3")


@dataclass(frozen=True)
class Traits:
    """`settled`: all is in the normal form NFC. `visible`: no character is invisible. `blanks`: the white
    space that occurs, None when it may be any."""

    settled: bool = False
    visible: bool = False
    blanks: str | None = None


UNKNOWN = Traits()
"""What is known of text that nobody has looked at."""


def traits_of(content: bytes) -> Traits:
    """The traits of text in UTF-8, whose line ends are not part of a cell."""
    found = _bytes_in(content.translate(None, _PLAIN + _FOLLOWING))
    if not found:
        return Traits(settled=True, visible=True, blanks="")
    leads = frozenset(byte for byte in found if byte >= 0xC2)
    latin = not leads - _LATIN or (leads - _LATIN == {0xE1} and _is_latin(content))
    blanks = "".join(chr(byte) for byte in _BLANKS if byte in found)
    return Traits(
        settled=latin,
        visible=not found & _HIDDEN and not leads & _HIDING,
        blanks=blanks if latin and not leads & _SPACING else None,
    )


def _bytes_in(content: bytes) -> frozenset[int]:
    """The different bytes, of which there are few: each is looked for in what the others leave."""
    found = []
    while content:
        found.append(content[0])
        content = content.translate(None, content[:1])
    return frozenset(found)


def _is_latin(content: bytes) -> bool:
    """Whether all that begins with E1 is a Latin letter."""
    rest = content.translate(None, _ASCII)
    return rest.count(b"\xe1") == sum(rest.count(start) for start in _LATIN_ABOVE)
