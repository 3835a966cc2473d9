"""Declares what the portal adds to CKAN. No logic lives here."""

from __future__ import annotations

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.common import CKANConfig

from ckanext.dtts.dcat.plugin import DoorsMixin
from ckanext.dtts.mail.plugin import MailMixin
from ckanext.dtts.pushing.plugin import PushingMixin
from ckanext.dtts.rights.labels import LabelsMixin
from ckanext.dtts.rights.recording import follow_members
from ckanext.dtts.road.plugin import RoadMixin
from ckanext.dtts.search.plugin import SearchMixin, follow_database
from ckanext.dtts.web.plugin import WebMixin
from ckanext.dtts.web.translations import TranslationsMixin


@tk.blanket.actions
@tk.blanket.auth_functions
@tk.blanket.blueprints
@tk.blanket.cli
@tk.blanket.config_declarations
@tk.blanket.helpers
@tk.blanket.validators
class DttsPlugin(
    SearchMixin,
    RoadMixin,
    LabelsMixin,
    DoorsMixin,
    MailMixin,
    PushingMixin,
    WebMixin,
    TranslationsMixin,
    p.SingletonPlugin,
):
    """The portal: tables, submissions, pages and doors."""

    p.implements(p.IConfigurer)
    p.implements(p.ITranslation)

    def update_config(self, config: CKANConfig) -> None:
        """Put our templates and public files before CKAN's, the search index behind the outbox,
        and a record behind every membership."""
        tk.add_template_directory(config, "templates")
        tk.add_public_directory(config, "public")
        follow_database()
        follow_members()
