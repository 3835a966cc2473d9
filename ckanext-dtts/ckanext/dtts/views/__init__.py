"""Blueprints, one file a page.

Each is imported under a name of its own, so that the modules stay reachable.
"""

from ckanext.dtts.views.about import blueprint as about_pages
from ckanext.dtts.views.again import blueprint as again_pages
from ckanext.dtts.views.agency import blueprint as agency_pages
from ckanext.dtts.views.api import blueprint as api_doors
from ckanext.dtts.views.api_aggregate import blueprint as aggregate_doors
from ckanext.dtts.views.api_check import blueprint as check_doors
from ckanext.dtts.views.api_compare import blueprint as compare_doors
from ckanext.dtts.views.api_convert import blueprint as convert_doors
from ckanext.dtts.views.api_duties import blueprint as duty_doors
from ckanext.dtts.views.api_finance import blueprint as finance_doors
from ckanext.dtts.views.api_followup import blueprint as followup_doors
from ckanext.dtts.views.api_lists import blueprint as list_doors
from ckanext.dtts.views.api_log import blueprint as log_doors
from ckanext.dtts.views.api_observations import blueprint as observation_doors
from ckanext.dtts.views.api_openapi import blueprint as openapi_doors
from ckanext.dtts.views.api_quality import blueprint as quality_doors
from ckanext.dtts.views.api_ratings import blueprint as rating_doors
from ckanext.dtts.views.api_registers import blueprint as register_doors
from ckanext.dtts.views.api_releases import blueprint as release_doors
from ckanext.dtts.views.api_requests import blueprint as request_doors
from ckanext.dtts.views.api_reuse import blueprint as reuse_doors
from ckanext.dtts.views.api_series import blueprint as series_doors
from ckanext.dtts.views.api_unknown import blueprint as unknown_doors
from ckanext.dtts.views.api_uploads import blueprint as upload_doors
from ckanext.dtts.views.api_usage import blueprint as usage_doors
from ckanext.dtts.views.api_versions import blueprint as version_doors
from ckanext.dtts.views.assets import blueprint as assets_pages
from ckanext.dtts.views.bulk import blueprint as bulk_pages
from ckanext.dtts.views.bulk_files import blueprint as bulk_file_doors
from ckanext.dtts.views.cancel import blueprint as cancel_doors
from ckanext.dtts.views.catalogue import blueprint as catalogue_pages
from ckanext.dtts.views.check import blueprint as check_pages
from ckanext.dtts.views.compare import blueprint as compare_pages
from ckanext.dtts.views.compare_pictures import blueprint as compare_picture_doors
from ckanext.dtts.views.convert import blueprint as convert_pages
from ckanext.dtts.views.data_request_support import blueprint as data_request_support_pages
from ckanext.dtts.views.data_requests import blueprint as data_request_pages
from ckanext.dtts.views.dataset import blueprint as dataset_pages
from ckanext.dtts.views.decide import blueprint as decide_pages
from ckanext.dtts.views.desk import blueprint as desk_pages
from ckanext.dtts.views.desk_feedback import blueprint as desk_feedback_pages
from ckanext.dtts.views.desk_ratings import blueprint as desk_rating_pages
from ckanext.dtts.views.desk_recommendation import blueprint as desk_recommendation_pages
from ckanext.dtts.views.desk_recommendations import blueprint as desk_recommendations_pages
from ckanext.dtts.views.desk_requests import blueprint as desk_request_pages
from ckanext.dtts.views.desk_reuse import blueprint as desk_reuse_pages
from ckanext.dtts.views.display import blueprint as display_pages
from ckanext.dtts.views.doors import blueprint as open_doors
from ckanext.dtts.views.duties import blueprint as duty_pages
from ckanext.dtts.views.duty_desk import blueprint as duty_desk_pages
from ckanext.dtts.views.embed import blueprint as embed_pages
from ckanext.dtts.views.feedback import blueprint as feedback_pages
from ckanext.dtts.views.files import blueprint as file_doors
from ckanext.dtts.views.finance import blueprint as finance_pages
from ckanext.dtts.views.followup_feed import blueprint as followup_feed
from ckanext.dtts.views.gateway import blueprint as gateway_page
from ckanext.dtts.views.guide import blueprint as guide_pages
from ckanext.dtts.views.harvest import blueprint as harvest_pages
from ckanext.dtts.views.harvest_runs import blueprint as harvest_run_pages
from ckanext.dtts.views.home import blueprint as home_pages
from ckanext.dtts.views.indicator_files import blueprint as indicator_file_doors
from ckanext.dtts.views.indicator_pictures import blueprint as indicator_picture_doors
from ckanext.dtts.views.indicator_twins import blueprint as indicator_twin_doors
from ckanext.dtts.views.indicators import blueprint as indicator_pages
from ckanext.dtts.views.language import blueprint as language_pages
from ckanext.dtts.views.leaving import blueprint as leaving_pages
from ckanext.dtts.views.link_pictures import blueprint as link_pictures
from ckanext.dtts.views.logout import blueprint as logout_pages
from ckanext.dtts.views.mcp import blueprint as mcp_door
from ckanext.dtts.views.metrics import blueprint as metric_doors
from ckanext.dtts.views.monitoring import blueprint as monitoring_list_pages
from ckanext.dtts.views.monitoring_files import blueprint as monitoring_file_doors
from ckanext.dtts.views.monitoring_pages import blueprint as monitoring_entry_pages
from ckanext.dtts.views.news_feeds import blueprint as news_feed_doors
from ckanext.dtts.views.notices import blueprint as notices_pages
from ckanext.dtts.views.offline import blueprint as offline_pages
from ckanext.dtts.views.organisation import blueprint as organisation_pages
from ckanext.dtts.views.places import blueprint as places_pages
from ckanext.dtts.views.programmes import blueprint as programme_pages
from ckanext.dtts.views.quality import blueprint as quality_pages
from ckanext.dtts.views.queue import blueprint as queue_pages
from ckanext.dtts.views.ratings import blueprint as rating_pages
from ckanext.dtts.views.registers import blueprint as registers_pages
from ckanext.dtts.views.request_feed import blueprint as request_feed
from ckanext.dtts.views.reuse import blueprint as reuse_pages
from ckanext.dtts.views.reuse_feed import blueprint as reuse_feed
from ckanext.dtts.views.sdmx import blueprint as sdmx_doors
from ckanext.dtts.views.send import blueprint as send_pages
from ckanext.dtts.views.short_addresses import blueprint as short_pages
from ckanext.dtts.views.submission import blueprint as submission_pages
from ckanext.dtts.views.submit import blueprint as submit_pages
from ckanext.dtts.views.subscriptions import blueprint as subscription_pages
from ckanext.dtts.views.suggest import blueprint as suggest_door
from ckanext.dtts.views.table import blueprint as table_pages
from ckanext.dtts.views.table_metadata import blueprint as table_metadata_doors
from ckanext.dtts.views.templates import blueprint as template_doors
from ckanext.dtts.views.version_feeds import blueprint as version_feeds
from ckanext.dtts.views.versions import blueprint as version_pages
from ckanext.dtts.views.visits import blueprint as visit_pages

__all__ = [
    "about_pages",
    "again_pages",
    "agency_pages",
    "aggregate_doors",
    "api_doors",
    "assets_pages",
    "bulk_file_doors",
    "bulk_pages",
    "cancel_doors",
    "catalogue_pages",
    "check_doors",
    "check_pages",
    "compare_doors",
    "compare_pages",
    "compare_picture_doors",
    "convert_doors",
    "convert_pages",
    "data_request_pages",
    "data_request_support_pages",
    "dataset_pages",
    "decide_pages",
    "desk_feedback_pages",
    "desk_pages",
    "desk_rating_pages",
    "desk_recommendation_pages",
    "desk_recommendations_pages",
    "desk_request_pages",
    "desk_reuse_pages",
    "display_pages",
    "duty_desk_pages",
    "duty_doors",
    "duty_pages",
    "embed_pages",
    "feedback_pages",
    "file_doors",
    "finance_doors",
    "finance_pages",
    "followup_doors",
    "followup_feed",
    "gateway_page",
    "guide_pages",
    "harvest_pages",
    "harvest_run_pages",
    "home_pages",
    "indicator_file_doors",
    "indicator_pages",
    "indicator_picture_doors",
    "indicator_twin_doors",
    "language_pages",
    "leaving_pages",
    "link_pictures",
    "list_doors",
    "log_doors",
    "logout_pages",
    "mcp_door",
    "metric_doors",
    "monitoring_entry_pages",
    "monitoring_file_doors",
    "monitoring_list_pages",
    "news_feed_doors",
    "notices_pages",
    "observation_doors",
    "offline_pages",
    "open_doors",
    "openapi_doors",
    "organisation_pages",
    "places_pages",
    "programme_pages",
    "quality_doors",
    "quality_pages",
    "queue_pages",
    "rating_doors",
    "rating_pages",
    "register_doors",
    "registers_pages",
    "release_doors",
    "request_doors",
    "request_feed",
    "reuse_doors",
    "reuse_feed",
    "reuse_pages",
    "sdmx_doors",
    "send_pages",
    "series_doors",
    "short_pages",
    "submission_pages",
    "submit_pages",
    "subscription_pages",
    "suggest_door",
    "table_metadata_doors",
    "table_pages",
    "template_doors",
    "unknown_doors",
    "upload_doors",
    "usage_doors",
    "version_doors",
    "version_feeds",
    "version_pages",
    "visit_pages",
]
