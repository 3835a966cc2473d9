"""The text that lies in a package for people who open it by hand."""

from __future__ import annotations

from dtts.indicators.outgoing import MARK, Outgoing

_WORDS = {
    "vi": (
        "# {title}\n\n{mark}Trích dẫn: {citation}\n\n"
        "Cột và mã: xem datapackage.json. Ô trống kèm OBS_STATUS: O không có số, M không thể có, L không "
        "thu thập, Q được che để bảo vệ người dân. Không cộng các nhóm chồng lên nhau (_T đã gồm các nhóm)."
    ),
    "en": (
        "# {title}\n\n{mark}Cite as: {citation}\n\n"
        "Columns and codes: see datapackage.json. A blank value has an OBS_STATUS: O missing, M cannot "
        "exist, L not collected, Q suppressed to protect people. Do not add groups that overlap (_T holds "
        "them all)."
    ),
}


def readme(outgoing: Outgoing) -> str:
    """Both languages, Vietnamese first."""
    said = [
        words.format(
            title=outgoing.title[lang],
            mark=f"**{MARK[lang]}.** " if outgoing.demo else "",
            citation=outgoing.citation(lang),
        )
        for lang, words in _WORDS.items()
    ]
    return "\n\n---\n\n".join(said) + "\n"
