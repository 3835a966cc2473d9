"""Command line: `ckan dtts …`, one file a group."""

from __future__ import annotations

import click

from ckanext.dtts.cli.bulk import bulk
from ckanext.dtts.cli.desk import seed_desk
from ckanext.dtts.cli.duties import duties
from ckanext.dtts.cli.finance import finance
from ckanext.dtts.cli.harvest import harvest
from ckanext.dtts.cli.jobs import jobs
from ckanext.dtts.cli.log import log
from ckanext.dtts.cli.mail import mail
from ckanext.dtts.cli.observations import observations
from ckanext.dtts.cli.push import push
from ckanext.dtts.cli.reconcile import reconcile
from ckanext.dtts.cli.registers import registers
from ckanext.dtts.cli.search import search
from ckanext.dtts.cli.seed import seed
from ckanext.dtts.cli.tables import tables
from ckanext.dtts.cli.users import users
from ckanext.dtts.cli.worker import worker

__all__ = ["dtts"]


@click.group(short_help="Commands of the portal.")
def dtts() -> None:
    """What runs, fills and repairs the portal."""


dtts.add_command(bulk)
dtts.add_command(duties)
dtts.add_command(finance)
dtts.add_command(harvest)
dtts.add_command(jobs)
dtts.add_command(log)
dtts.add_command(mail)
dtts.add_command(observations)
dtts.add_command(push)
dtts.add_command(reconcile)
dtts.add_command(registers)
dtts.add_command(search)
dtts.add_command(seed)
dtts.add_command(seed_desk)
dtts.add_command(tables)
dtts.add_command(users)
dtts.add_command(worker)
