"""Actions, one file a noun."""

from ckanext.dtts.logic.action.account import organization_list_for_user
from ckanext.dtts.logic.action.agency import (
    dtts_agency_change_list,
    dtts_agency_list,
    dtts_agency_member_list,
    dtts_agency_show,
    dtts_agency_update,
)
from ckanext.dtts.logic.action.api_token import api_token_list
from ckanext.dtts.logic.action.check import dtts_table_check
from ckanext.dtts.logic.action.constants import dtts_table_constants
from ckanext.dtts.logic.action.counts import dtts_table_counts
from ckanext.dtts.logic.action.datastore import (
    datastore_create,
    datastore_delete,
    datastore_records_delete,
    datastore_run_triggers,
    datastore_search,
    datastore_upsert,
)
from ckanext.dtts.logic.action.decision import (
    dtts_publication_call_off,
    dtts_publication_reschedule,
    dtts_publication_undo,
    dtts_submission_approve,
    dtts_submission_reject,
    dtts_submission_withdraw,
)
from ckanext.dtts.logic.action.difference import dtts_submission_difference
from ckanext.dtts.logic.action.entry import (
    dtts_entry_create,
    dtts_entry_end,
    dtts_entry_import,
    dtts_entry_link,
    dtts_entry_list,
    dtts_entry_show,
    dtts_entry_update,
)
from ckanext.dtts.logic.action.feedback import dtts_feedback_decide, dtts_feedback_list, dtts_feedback_show
from ckanext.dtts.logic.action.grant import dtts_grant_create, dtts_grant_delete, dtts_grant_list
from ckanext.dtts.logic.action.log import dtts_log_head
from ckanext.dtts.logic.action.normal_form import (
    dataset_purge,
    group_create,
    group_update,
    organization_create,
    organization_update,
    package_create,
    package_delete,
    package_update,
    tag_delete,
    user_create,
    user_update,
)
from ckanext.dtts.logic.action.notice import (
    dtts_notice_list,
    dtts_notice_read,
    dtts_notice_setting_show,
    dtts_notice_setting_update,
)
from ckanext.dtts.logic.action.rating import dtts_rating_decide, dtts_rating_list, dtts_rating_show
from ckanext.dtts.logic.action.recommendation import (
    dtts_recommendation_answer,
    dtts_recommendation_decide,
    dtts_recommendation_list,
    dtts_recommendation_publish,
    dtts_recommendation_show,
)
from ckanext.dtts.logic.action.register import dtts_register_difference, dtts_register_load
from ckanext.dtts.logic.action.request import (
    dtts_request_assign,
    dtts_request_decide,
    dtts_request_list,
    dtts_request_show,
)
from ckanext.dtts.logic.action.reuse import dtts_reuse_decide, dtts_reuse_list, dtts_reuse_show
from ckanext.dtts.logic.action.source import (
    dtts_record_decide,
    dtts_run_show,
    dtts_source_define,
    dtts_source_list,
    dtts_source_run,
    dtts_source_set,
    dtts_source_show,
)
from ckanext.dtts.logic.action.submission import (
    dtts_submission_answer,
    dtts_submission_correct,
    dtts_submission_list,
    dtts_submission_show,
    dtts_table_submit,
)
from ckanext.dtts.logic.action.table import (
    dtts_table_list,
    dtts_table_rows,
    dtts_table_show,
)
from ckanext.dtts.logic.action.version import dtts_version_difference, dtts_version_list, dtts_version_show

__all__ = [
    "api_token_list",
    "dataset_purge",
    "datastore_create",
    "datastore_delete",
    "datastore_records_delete",
    "datastore_run_triggers",
    "datastore_search",
    "datastore_upsert",
    "dtts_agency_change_list",
    "dtts_agency_list",
    "dtts_agency_member_list",
    "dtts_agency_show",
    "dtts_agency_update",
    "dtts_entry_create",
    "dtts_entry_end",
    "dtts_entry_import",
    "dtts_entry_link",
    "dtts_entry_list",
    "dtts_entry_show",
    "dtts_entry_update",
    "dtts_feedback_decide",
    "dtts_feedback_list",
    "dtts_feedback_show",
    "dtts_grant_create",
    "dtts_grant_delete",
    "dtts_grant_list",
    "dtts_log_head",
    "dtts_notice_list",
    "dtts_notice_read",
    "dtts_notice_setting_show",
    "dtts_notice_setting_update",
    "dtts_publication_call_off",
    "dtts_publication_reschedule",
    "dtts_publication_undo",
    "dtts_rating_decide",
    "dtts_rating_list",
    "dtts_rating_show",
    "dtts_recommendation_answer",
    "dtts_recommendation_decide",
    "dtts_recommendation_list",
    "dtts_recommendation_publish",
    "dtts_recommendation_show",
    "dtts_record_decide",
    "dtts_register_difference",
    "dtts_register_load",
    "dtts_request_assign",
    "dtts_request_decide",
    "dtts_request_list",
    "dtts_request_show",
    "dtts_reuse_decide",
    "dtts_reuse_list",
    "dtts_reuse_show",
    "dtts_run_show",
    "dtts_source_define",
    "dtts_source_list",
    "dtts_source_run",
    "dtts_source_set",
    "dtts_source_show",
    "dtts_submission_answer",
    "dtts_submission_approve",
    "dtts_submission_correct",
    "dtts_submission_difference",
    "dtts_submission_list",
    "dtts_submission_reject",
    "dtts_submission_show",
    "dtts_submission_withdraw",
    "dtts_table_check",
    "dtts_table_constants",
    "dtts_table_counts",
    "dtts_table_list",
    "dtts_table_rows",
    "dtts_table_show",
    "dtts_table_submit",
    "dtts_version_difference",
    "dtts_version_list",
    "dtts_version_show",
    "group_create",
    "group_update",
    "organization_create",
    "organization_list_for_user",
    "organization_update",
    "package_create",
    "package_delete",
    "package_update",
    "tag_delete",
    "user_create",
    "user_update",
]
