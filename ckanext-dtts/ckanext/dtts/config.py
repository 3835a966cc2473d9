"""One reader function for each declared option."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk


def site_title(lang: str) -> str:
    """The portal's name: `ckan.site_title`, and in English `ckanext.dtts.site_title_en`."""
    title = tk.config.get("ckanext.dtts.site_title_en") if lang == "en" else None
    return str(title or tk.config.get("ckan.site_title") or "")


def max_upload_bytes() -> int:
    """Largest file that a submission may bring."""
    return int(tk.config["ckanext.dtts.max_upload_bytes"])


def work_folder() -> str | None:
    """Where files in the making lie; None is the system's temporary folder."""
    return tk.config["ckanext.dtts.work_folder"] or None


def examine_memory_mb() -> int:
    """Address space of the examining child, in MiB."""
    return int(tk.config["ckanext.dtts.examine_memory_mb"])


def examine_wall_s() -> int:
    """Seconds by the clock for the examining child."""
    return int(tk.config["ckanext.dtts.examine_wall_s"])


def examine_cpu_s() -> int:
    """Processor seconds for the examining child."""
    return int(tk.config["ckanext.dtts.examine_cpu_s"])


def lease_s() -> int:
    """Seconds without a heartbeat after which a job is taken over."""
    return int(tk.config["ckanext.dtts.lease_s"])


def sweep_s() -> int:
    """Seconds between two looks into the job table."""
    return int(tk.config["ckanext.dtts.sweep_s"])


def rows_max() -> int:
    """Most rows of one answer."""
    return int(tk.config["ckanext.dtts.rows_max"])


def registers_folder() -> str:
    """Where the published registers are written for the core to read; empty when it reads the package's."""
    return str(tk.config["ckanext.dtts.registers_folder"] or "")


def registers_agency() -> str:
    """Name of the agency whose published registers the portal goes by."""
    return str(tk.config["ckanext.dtts.registers_agency"])


def faults_allowed() -> bool:
    """Whether tests may make the worker kill itself."""
    return bool(tk.config["ckanext.dtts.faults"])


def remind_days() -> list[int]:
    """Days after its due day on which an agency is reminded of what it owes; before it when negative."""
    return sorted({int(each) for each in str(tk.config["dtts.duties.remind_days"]).split()})


def response_days() -> int:
    """Days for which an agency that was visited may answer before a finding is public without its answer."""
    return int(tk.config["dtts.followup.response_days"])


def proxies() -> int:
    """Proxies of ours before the portal that add the address they see to X-Forwarded-For."""
    return int(tk.config["ckanext.dtts.proxies"])


def check_max_bytes() -> int:
    """Largest file that anybody may have checked."""
    return int(tk.config["ckanext.dtts.check_max_bytes"])


def check_per_minute() -> int:
    """Files that one address may have checked in a minute; 0 is no limit."""
    return int(tk.config["ckanext.dtts.check_per_minute"])


def mcp_per_minute() -> int:
    """Messages that one address may send to /mcp in a minute; 0 is no limit."""
    return int(tk.config["ckanext.dtts.mcp_per_minute"])


def bulk_folder() -> str:
    """Where the nightly sets lie; empty where the portal makes none."""
    return str(tk.config["ckanext.dtts.bulk_folder"] or "")


def files_per_minute() -> int:
    """Files of indicators that one address may have made in a minute; 0 is no limit."""
    return int(tk.config["ckanext.dtts.files_per_minute"])


def iati_organisation() -> str:
    """The IATI identifier of who reports; empty when the portal has none."""
    return str(tk.config["ckanext.dtts.iati_organisation"] or "")


def check_kept_s() -> int:
    """Seconds for which a file checked on the page is kept for what follows."""
    return int(tk.config["ckanext.dtts.check_kept_s"])


def check_kept_bytes() -> int:
    """Most bytes that all files checked on the page take together."""
    return int(tk.config["ckanext.dtts.check_kept_bytes"])


def desk_approval() -> str:
    """`person` or `auto`: who approves for agencies that do not say it themselves."""
    return str(tk.config["dtts.desk.approval"])


def mails() -> bool:
    """Whether an operator has named a mail server and the address that mails come from."""
    return bool(tk.config["smtp.server"] and tk.config["smtp.mail_from"])


def mail_gather_s() -> int:
    """Seconds for which what is mailed at once is gathered into one mail."""
    return int(tk.config["ckanext.dtts.mail_gather_s"])


def mail_timeout_s() -> float:
    """Seconds that a mail server may take for one answer."""
    return float(tk.config["ckanext.dtts.mail_timeout_s"])


def mail_tries() -> int:
    """How often one mail is tried while its recipient's server says that it should come later."""
    return int(tk.config["ckanext.dtts.mail_tries"])


def uploads_folder() -> str | None:
    """Where files lie that come in pieces; None is a folder `uploads` in the work folder."""
    return tk.config["dtts.uploads.folder"] or None


def uploads_kept_s() -> int:
    """Seconds after its last piece for which a file that is in no draft is kept."""
    return int(tk.config["dtts.uploads.kept_s"])


def uploads_user_bytes() -> int:
    """Most bytes that one person's files take together until they are sent."""
    return int(tk.config["dtts.uploads.user_bytes"])


def uploads_user_files() -> int:
    """Most files that one person may have on the way."""
    return int(tk.config["dtts.uploads.user_files"])


def drafts_kept_days() -> int:
    """Days after its last change for which a draft is kept."""
    return int(tk.config["dtts.drafts.kept_days"])


def boundaries() -> Path | None:
    """The folder of the operator's own boundaries; None for those that come with the portal."""
    folder = str(tk.config["dtts.boundaries"]).strip()
    return Path(folder) if folder else None


def offline() -> bool:
    """Whether browsers may keep public pages for when the line is down."""
    return bool(tk.asbool(tk.config["dtts.offline"]))


def subscribe_per_minute() -> int:
    """Requests to follow something that one network address may make in a minute; 0 is no limit."""
    return int(tk.config["ckanext.dtts.subscribe_per_minute"])


def subscribe_per_address() -> int:
    """Mails with a question that one e-mail address gets in an hour."""
    return int(tk.config["ckanext.dtts.subscribe_per_address"])


def feedback_per_minute() -> int:
    """Forms of one kind that one network address may send in a minute; 0 is no limit."""
    return int(tk.config["dtts.feedback.per_minute"])


def feedback_least_s() -> float:
    """Seconds within which nobody fills in the form by hand."""
    return float(tk.config["dtts.feedback.least_s"])


def request_answer_days() -> int:
    """Days after which an agency is reminded that a request for data waits for an answer."""
    return int(tk.config["dtts.requests.answer_days"])


def routine_percent() -> int:
    """Most rows, in per cent, that a routine revision changes."""
    return int(tk.config["dtts.desk.routine_percent"])


def harvest_processes() -> int:
    """How many sources one worker reads at the same time."""
    return int(tk.config["dtts.harvest.processes"])


def harvest_private() -> str:
    """Private places that sources may be read from, `network[,host[,port]]` parted by blanks."""
    return str(tk.config["dtts.harvest.private"] or "")


def harvest_folders() -> tuple[Path, ...]:
    """Folders of this server that sources may be read from."""
    return tuple(Path(each) for each in str(tk.config["dtts.harvest.folders"] or "").split())


def harvest_secrets() -> str:
    """The file with the credentials of sources; empty when there is none."""
    return str(tk.config["dtts.harvest.secrets"] or "")


def harvest_metrics_token() -> str:
    """What a monitoring system shows to read the metrics; empty when only administrators do."""
    return str(tk.config["dtts.harvest.metrics_token"] or "")


def harvest_runs_kept_days() -> int:
    """For how many days reports of runs are kept; 0 is for ever."""
    return int(tk.config["dtts.harvest.runs_kept_days"])


def push_address() -> str:
    """Where published versions are sent; empty when nowhere."""
    return str(tk.config["dtts.push.address"] or "")


def push_at_publication() -> bool:
    """Whether each version is sent to the gateway when it is published."""
    return bool(tk.asbool(tk.config["dtts.push.at_publication"]))


def push_token_address() -> str:
    """Where the gateway's access tokens are asked for."""
    return str(tk.config["dtts.push.token_address"] or "")


def push_scope() -> str:
    """The scope that a token is asked for, or empty."""
    return str(tk.config["dtts.push.scope"] or "")


def push_credential() -> str:
    """Name of the gateway's credential in the file of secrets."""
    return str(tk.config["dtts.push.credential"] or "")


def push_plain() -> bool:
    """Whether the gateway is spoken to without encryption, as over a tunnel of its own."""
    return bool(tk.asbool(tk.config["dtts.push.plain"]))


def document_bytes() -> int:
    """Largest document that comes with an answer to a recommendation."""
    return int(tk.config["dtts.desk.document_bytes"])


def links_per_night() -> int:
    """Most links to elsewhere that are checked in one night; 0 checks none."""
    return int(tk.config["dtts.quality.links_per_night"])
