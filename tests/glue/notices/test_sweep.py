"""What is old is deleted by itself: read notices after a year, mails after 90 days, and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from ckan import model
from freezegun import freeze_time

from ckanext.dtts.model import Mail, Notice, Outbox
from ckanext.dtts.notices import sweep
from glue.notices.office import Office

START = datetime.now(timezone.utc)


def kinds() -> set[str]:
    return {each.kind for each in model.Session.query(Notice)}


def test_a_notice_goes_a_year_after_it_was_read_and_never_unread(office: Office) -> None:
    office.told(office.happens("invalid"))
    office.told(office.happens("sent-back"))
    office.world.people.does(
        "sender@xa",
        "dtts_notice_read",
        id=str(model.Session.query(Notice).filter_by(kind="invalid").one().id),
    )
    for days, left in ((364, {"invalid", "sent-back"}), (366, {"sent-back"})):
        with freeze_time(START + timedelta(days=days)):
            assert sweep.drain()
        assert kinds() == left


def test_a_mail_is_forgotten_after_90_days_and_its_notice_is_not_mailed_again(office: Office) -> None:
    office.told(office.happens("sent-back"))
    mail = Mail(purpose="notices", user_id=office.user("sender@xa").id, sent=START)
    model.Session.add(mail)
    model.Session.flush()
    model.Session.query(Notice).one().mail_id = mail.id
    model.Session.commit()
    for days, left in ((89, 1), (91, 0)):
        with freeze_time(START + timedelta(days=days)):
            assert sweep.drain()
        assert model.Session.query(Mail).count() == left
    notice = model.Session.query(Notice).one()
    assert (notice.mail_id, notice.mail_due) == (None, None)


def test_each_sweep_plans_the_next_and_only_one(office: Office) -> None:
    for _ in range(2):
        office.told(office.happens("invalid"))
    assert not sweep.drain()
    with freeze_time(START + timedelta(days=2)):
        assert sweep.drain()
        assert not sweep.drain()
    assert model.Session.query(Outbox).filter_by(topic="sweep").count() == 1
