"""What is said about the fate of a unit, in both languages."""

from __future__ import annotations

from datetime import date

from dtts.units.change import Link
from dtts.units.unit import Unit, Words


def day(on: date) -> str:
    """The day as Vietnamese papers write it."""
    return f"{on:%d/%m/%Y}"


def no_unit(code: str, on: date) -> Words:
    """No unit bore the code on that day."""
    return {
        "vi": f"Không có đơn vị nào mang mã {code} vào ngày {day(on)}.",
        "en": f"No unit bore the code {code} on {on.isoformat()}.",
    }


def unchanged(unit: Unit, later: Unit) -> Words:
    """The same place on both days, perhaps under another name."""
    if unit.name == later.name:
        return {"vi": f"{unit.name} không thay đổi.", "en": f"{unit.label('en')} did not change."}
    return {
        "vi": f"{unit.name} nay là {later.name}; mã và phạm vi không đổi.",
        "en": f"{unit.name} is now {later.name}; code and extent are the same.",
    }


def retired(unit: Unit) -> Words:
    """Ended 2021-2025: what is known, and that the rest is not."""
    ended = unit.valid_to
    vi = f" khoảng ngày {day(ended)}" if ended else ""
    en = f" about {ended.isoformat()}" if ended else ""
    return {
        "vi": f"{unit.name} ({unit.code}) kết thúc{vi}; không có ghi chép về đơn vị kế tiếp.",
        "en": f"{unit.label('en')} ({unit.code}) ended{en}; its successors are not recorded.",
    }


def dissolved(unit: Unit) -> Words:
    """A former district: no successor of its level, but its communes have theirs."""
    return {
        "vi": f"{unit.name} kết thúc hoạt động; địa bàn được tính theo các xã cũ của đơn vị này.",
        "en": f"{unit.label('en')} was dissolved; its ground is followed through its former communes.",
    }


def no_record(unit: Unit, start: date, end: date) -> Words:
    """Neither the same place nor a recorded change between the two days."""
    return {
        "vi": f"Không có ghi chép về {unit.name} từ {day(start)} đến {day(end)}.",
        "en": f"Nothing is recorded about {unit.label('en')} from {start.isoformat()} to {end.isoformat()}.",
    }


def same_extent(link: Link) -> Words:
    """One whole unit became exactly this one, by the table; small changes of boundary are not recorded."""
    if link.old.name == link.new.name:
        return {
            "vi": f"{link.old.name} giữ nguyên tên, theo danh mục không gộp thêm đơn vị nào.",
            "en": f"{link.old.label('en')} kept its name; by the table nothing was added to it.",
        }
    return {
        "vi": f"{link.old.name} nay là {link.new.name}, nguyên vẹn, không gộp thêm.",
        "en": f"{link.old.label('en')} became {link.new.label('en')}, whole and alone.",
    }


def whole(link: Link) -> Words:
    """Went whole into a larger unit."""
    return {
        "vi": f"Toàn bộ {link.old.name} nhập vào {link.new.name}.",
        "en": f"All of {link.old.label('en')} went into {link.new.label('en')}.",
    }


def split(unit: Unit, links: tuple[Link, ...]) -> Words:
    """Divided; nothing is known about the shares."""
    vi = " và ".join(_listed([link.new.name for link in links]))
    en = " and ".join(_listed([link.new.label("en") for link in links]))
    return {
        "vi": f"{unit.name} được chia cho {vi}; không rõ tỷ lệ, không được chia số liệu.",
        "en": f"{unit.label('en')} was divided among {en}; shares are unknown, figures cannot be divided.",
    }


def made_of(unit: Unit, links: tuple[Link, ...]) -> Words:
    """What a unit was made of."""
    parts = sum(link.flag == "split" for link in links)
    vi, en = (
        f"{unit.name} gồm {len(links)} đơn vị cũ",
        f"{unit.label('en')} was made of {len(links)} former units",
    )
    if parts:
        vi, en = f"{vi}, trong đó {parts} đơn vị chỉ nhập một phần", f"{en}, {parts} of them only in part"
    return {"vi": f"{vi}.", "en": f"{en}."}


def _listed(names: list[str]) -> list[str]:
    """All but the last joined by commas, then the last."""
    return [", ".join(names[:-1]), names[-1]] if len(names) > 1 else names


def lost_zero(text: str, unit: Unit) -> Words:
    """A number where a code with a leading zero was meant."""
    return {
        "vi": f"Mã {text} có thể là {unit.code} ({unit.name}) đã mất số 0 ở đầu: cần người xác nhận.",
        "en": f"{text} is perhaps {unit.code} ({unit.label('en')}) without its zero: to be confirmed.",
    }


def already(unit: Unit) -> Words:
    """What was given is a unit of the later day."""
    return {
        "vi": f"{unit.name} ({unit.code}) đã là đơn vị hành chính mới.",
        "en": f"{unit.label('en')} ({unit.code}) is already a unit of the later day.",
    }
