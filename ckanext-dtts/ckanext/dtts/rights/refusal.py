"""Why somebody may not do something, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code` is stable for machines."""

    code: str
    vi: str
    en: str

    @property
    def message(self) -> Mapping[str, str]:
        """Both sentences by language."""
        return {"vi": self.vi, "en": self.en}

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"


NOBODY = Refusal(
    "no-person",
    "Chỉ người đã đăng nhập bằng tài khoản đang hoạt động mới được quyết định.",
    "Only a person signed in with an active account can decide.",
)
ANOTHER_AGENCY = Refusal(
    "another-agency",
    "Chỉ người duyệt của đơn vị gửi hoặc của đơn vị cấp trên theo địa bàn mới được quyết định.",
    "Only an approver of the sending agency, or of an agency above it by place, can decide.",
)
OWN_SUBMISSION = Refusal(
    "own-submission",
    "Người gửi không tự duyệt tệp của mình: cần một người duyệt khác.",
    "Nobody decides on a file that they sent: another approver is needed.",
)
