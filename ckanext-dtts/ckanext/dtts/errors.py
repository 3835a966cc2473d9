"""What can go wrong in the glue, and the one place where it becomes an answer of CKAN's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk

from dtts.errors import DttsError, UsageError


class RoadError(DttsError):
    """A step of the road could not be done; the job is tried again, unless the error is `final`."""

    final = False


class CountMismatchError(RoadError):
    """CSV, Parquet and DataStore do not hold the same number of rows; trying again would not help."""

    final = True


class OvertakenError(RoadError):
    """A register has another version than the one that was compared with; trying again would not help."""

    final = True


class LeaseLostError(RoadError):
    """Another worker has taken over this job; what this one did since is rolled back."""


class RefusedError(UsageError):
    """A request that cannot be taken as it is.

    `field` names the parameter, `code` is stable for machines, `vi` and `en` say what to change, `possible`
    are values that would be taken, where they can be listed.
    """

    def __init__(self, field: str, code: str, vi: str, en: str, possible: Sequence[str] = ()) -> None:
        super().__init__(en)
        self.field, self.code, self.vi, self.en = field, code, vi, en
        self.possible = tuple(possible)


class TooLargeError(RefusedError):
    """More bytes than a submission may have."""

    def __init__(self, max_bytes: int) -> None:
        megabytes = max_bytes // 2**20
        super().__init__(
            "upload",
            "too-large",
            f"Tệp lớn hơn giới hạn {megabytes} MB; hãy chia bảng hoặc bỏ hình ảnh khỏi tệp.",
            f"The file is larger than the limit of {megabytes} MB; split it or take pictures out of it.",
        )


class LaterError(RefusedError):
    """A request that may come again after `retry_after` seconds."""

    def __init__(self, code: str, vi: str, en: str, retry_after: int) -> None:
        super().__init__("file", code, vi, en)
        self.retry_after = retry_after


class KeyReusedError(RefusedError):
    """The same Idempotency-Key came with another request."""

    def __init__(self) -> None:
        super().__init__(
            "idempotency_key",
            "idempotency-key-reused",
            "Khóa Idempotency-Key này đã dùng cho một yêu cầu khác; hãy dùng khóa mới.",
            "This Idempotency-Key was used for another request; use a new one.",
        )


def refusal(error: RefusedError) -> tk.ValidationError:
    """CKAN's form of a refusal; keeps code and both sentences for doors that speak JSON."""
    answer = tk.ValidationError({error.field: [f"{error.vi} / {error.en}"]})
    answer.dtts_refusal = error
    return answer


@contextmanager
def translated() -> Iterator[None]:
    """Turn the core's and the road's exceptions into CKAN's."""
    try:
        yield
    except RefusedError as error:
        raise refusal(error) from error
    except UsageError as error:
        raise tk.ValidationError({"schema": [str(error)]}) from error


def message_of(error: tk.ValidationError) -> dict[str, Any]:
    """The refusal behind a ValidationError as `{code, message: {vi, en}, fields}`."""
    known = getattr(error, "dtts_refusal", None)
    if known is not None:
        return {"code": known.code, "message": {"vi": known.vi, "en": known.en}}
    return {
        "code": "invalid-request",
        "message": {
            "vi": "Yêu cầu thiếu hoặc sai tham số.",
            "en": "The request lacks a parameter or has a wrong one.",
        },
        "fields": error.error_dict,
    }


def retry_after(error: tk.ValidationError) -> dict[str, str]:
    """The header that says when to come again, if coming again helps."""
    known = getattr(error, "dtts_refusal", None)
    return {"Retry-After": str(known.retry_after)} if isinstance(known, LaterError) else {}
