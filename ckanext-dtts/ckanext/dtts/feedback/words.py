"""What may be public of what people write: the reader's words masked, the agency's refused."""

from __future__ import annotations

from ckanext.dtts.errors import RefusedError
from dtts.personal import masked_inside


def public(said: str) -> str:
    """A reader's words with everything masked that has the form of what names a person."""
    return masked_inside(said)


def refuse_personal(field: str, written: str) -> None:
    """RefusedError when words of the agency, which would be public as they are, name a person."""
    if written and masked_inside(written) != written:
        raise RefusedError(
            field,
            "personal-data",
            "Nội dung này sẽ công khai nên không được có tên người, số điện thoại, giấy tờ hay thư điện tử.",
            "These words will be public: take out names of persons, telephone and identity numbers, e-mails.",
        )


def refuse_longer(field: str, written: str, longest: int) -> None:
    """RefusedError when a reader wrote more than is taken."""
    if len(written) > longest:
        raise RefusedError(
            field,
            f"{field}-too-long",
            f"Nội dung dài quá {longest} ký tự; hãy rút gọn.",
            f"The text is longer than {longest} characters; please shorten it.",
        )
