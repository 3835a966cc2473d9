"""Two catalogues of Vietnamese in one folder: of CKAN's sentences that its own lacks, and of ours."""

from __future__ import annotations

from ckan.lib.plugins import DefaultTranslation

CKAN_LACKS = "ckan"
"""The domain of `i18n/vi/LC_MESSAGES/ckan.po`."""


class TranslationsMixin(DefaultTranslation):
    """`ITranslation`, which knows one domain for each plugin.

    CKAN joins the folders and the domains of all plugins by semicolons, and flask-babel parts them again
    (ckan/config/middleware/flask_app.py, flask_babel/__init__.py), so that a plugin may give two of each.
    Ours comes last, since what is merged later is what a page says.
    """

    def i18n_directory(self) -> str:
        """The folder, once for each catalogue."""
        return ";".join([super().i18n_directory()] * 2)

    def i18n_domain(self) -> str:
        """The names of the catalogues, as `i18n_directory` counts them."""
        return f"{CKAN_LACKS};{super().i18n_domain()}"

    def i18n_locales(self) -> list[str]:
        """Vietnamese; English stands in the source."""
        return ["vi"]
