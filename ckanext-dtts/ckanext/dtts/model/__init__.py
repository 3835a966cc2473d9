"""Tables of the portal in CKAN's main database, one file a table."""

from ckanext.dtts.model.agency import APPROVALS, Agency, AgencyChange
from ckanext.dtts.model.coverage import Coverage
from ckanext.dtts.model.data_request import DataRequest, DataRequestSupport
from ckanext.dtts.model.draft import Draft
from ckanext.dtts.model.entry import CatalogueEntry
from ckanext.dtts.model.entry_change import EntryChange
from ckanext.dtts.model.event import Event
from ckanext.dtts.model.fault import Fault
from ckanext.dtts.model.feedback import Feedback, FeedbackAddress, Rating, Report
from ckanext.dtts.model.field_visit import VISIT_STATES, FieldVisit, VisitPhoto
from ckanext.dtts.model.follow_up import FollowUp, FollowUpDocument, FollowUpStep
from ckanext.dtts.model.grant import KEEPER_ROLES, Grant
from ckanext.dtts.model.job import Job
from ckanext.dtts.model.link import Link
from ckanext.dtts.model.mail import Mail
from ckanext.dtts.model.mapping import Mapping
from ckanext.dtts.model.money import Money
from ckanext.dtts.model.notice import PACES, Notice, NoticeSetting
from ckanext.dtts.model.observation import Observation
from ckanext.dtts.model.observation_count import ObservationCount
from ckanext.dtts.model.observation_state import ObservationState
from ckanext.dtts.model.outbox import Outbox
from ckanext.dtts.model.record import Record
from ckanext.dtts.model.register_version import RegisterVersion
from ckanext.dtts.model.reminder import Reminder
from ckanext.dtts.model.reuse import Reuse, ReuseDataset
from ckanext.dtts.model.run import Run
from ckanext.dtts.model.source import Source
from ckanext.dtts.model.submission import DOORS, STATES, Submission
from ckanext.dtts.model.subscription import SUBJECTS, Subscriber, Subscription
from ckanext.dtts.model.table import Table
from ckanext.dtts.model.upload import Upload
from ckanext.dtts.model.usage import USES, Usage
from ckanext.dtts.model.version import Version

__all__ = [
    "APPROVALS",
    "DOORS",
    "KEEPER_ROLES",
    "PACES",
    "STATES",
    "SUBJECTS",
    "USES",
    "VISIT_STATES",
    "Agency",
    "AgencyChange",
    "CatalogueEntry",
    "Coverage",
    "DataRequest",
    "DataRequestSupport",
    "Draft",
    "EntryChange",
    "Event",
    "Fault",
    "Feedback",
    "FeedbackAddress",
    "FieldVisit",
    "FollowUp",
    "FollowUpDocument",
    "FollowUpStep",
    "Grant",
    "Job",
    "Link",
    "Mail",
    "Mapping",
    "Money",
    "Notice",
    "NoticeSetting",
    "Observation",
    "ObservationCount",
    "ObservationState",
    "Outbox",
    "Rating",
    "Record",
    "RegisterVersion",
    "Reminder",
    "Report",
    "Reuse",
    "ReuseDataset",
    "Run",
    "Source",
    "Submission",
    "Subscriber",
    "Subscription",
    "Table",
    "Upload",
    "Usage",
    "Version",
    "VisitPhoto",
]
