"""Whether a word can be a Vietnamese syllable: what tells a right reading of bytes from a wrong one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "grave", "\u0301": "acute", "\u0303": "tilde", "\u0309": "hook", "\u0323": "dot"}

_ONSETS = (
    "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
    # Names of the highlands as official lists spell them: Krông, Đrăng, Plông, Jút.
    "|kr|kl|kp|pl|pr|br|bl|đr|dr|gr|gl|hr|hl|sr|xr|tl|ml|mr|nr|lr|j|w|z"
)
_RHYMES = (
    r"a(?:ch|nh|ng|[cimnoptuykhlr])?|ă(?:ng|[cmnptkrlo])|â(?:ng|[cmnptuykrl])|e(?:ng|[cmnoptk])?|ê(?:ch|nh|ng|[cmnptukrla])?"
    r"|i(?:ch|nh|ng|[ampntukl])?|iê(?:ng|[cmnptuk])|y|y(?:nh|n|t|a)|yê(?:ng|[mntu])"
    r"|o(?:ng|[cimnptkhlr])?|oa(?:ch|nh|ng|[cimnoptyk])?|oă(?:ng|[cmntk])|oe[nto]?|oo(?:ng|[cnk])"
    r"|ô(?:ng|[cimnptkhlr])?|ô(?:ông|ôk)|ơ(?:ng|[imnptkrl])?"
    r"|u(?:ng|[acimnptkhlr])?|uô(?:ng|[cimntk])|uâ(?:ng|[ntyk])|uê(?:ch|nh|ng)?|uơ[n]?|uă(?:ng|[nctmk])"
    r"|uy(?:ch|nh|[antupk])?|uyê[nt]|ư(?:ng|[acimntukl])?|ươ(?:ng|[cimnptuk])"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RHYMES})")
_FINAL = re.compile(r"(?:ch|[cptk])$")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether `word` is spelt as Vietnamese, or as the highland names in Vietnamese lists, are."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = [_TONES[sign] for sign in spread if sign in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(sign for sign in spread if sign not in _TONES))
    if not _SYLLABLE.fullmatch(plain):
        return False
    return not _FINAL.search(plain) or not tones or tones[0] in ("acute", "dot")
