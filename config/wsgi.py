"""The portal as a WSGI application; CKAN_INI names its configuration."""

from __future__ import annotations

import os

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckanext.dtts.registers.ahead import before_work

application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
before_work(application._wsgi_app)
