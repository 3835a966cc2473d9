"""Parameters that ask for a slice of the store: its dimensions, and ways to name places and periods."""

from __future__ import annotations

from ckanext.dtts.openapi.paging import VALID_ON
from ckanext.dtts.openapi.parameters import Parameter
from dtts.catalogue import table_schema
from dtts.indicators.definition import definitions
from dtts.units import LEVELS

PERIOD_FORM = r"\d{4}(-S[12]|-Q[1-4]|-\d\d|-\d\d-\d\d(/P\d{1,2}[DMY])?)?"
AS_REPORTED = "asrep"
CODED = ("freq", "sex", "ethnic_group", "commune_region", "value_type")
"""Dimensions whose codes the table schema lists; each is a parameter by its name in small letters."""

INDICATOR = Parameter(
    "indicator",
    "Mã chỉ tiêu; danh sách ở /api/dtts/v1/indicators.",
    "Codes of indicators; they are listed at /api/dtts/v1/indicators.",
    many=True,
    choices=lambda: definitions(),
    open_list=True,
    example="GSO_EM_PUPILS",
)
AREA = Parameter(
    "area",
    "Địa bàn: mã có hiệu lực ngày valid_on (51), mã kèm giai đoạn (24@pre-2025-07), hoặc VN.",
    "Places: a code in force on valid_on (51), an id (24@pre-2025-07), or VN.",
    many=True,
    example="51",
)
WITHIN = Parameter(
    "within",
    "Mọi địa bàn nằm trong tỉnh hay huyện này.",
    "All places that lie within this province or district.",
    many=True,
)
LEVEL = Parameter("level", "Mọi địa bàn của một cấp.", "All places of a level.", choices=lambda: LEVELS)
PERIOD = Parameter(
    "period",
    "Đúng những kỳ này: 2016, 2016-S1, 2016-Q1, 2016-09, 2023-01-01/P9M.",
    "Exactly these periods: 2016, 2016-S1, 2016-Q1, 2016-09, 2023-01-01/P9M.",
    many=True,
    pattern=PERIOD_FORM,
    example="2016",
)
SINCE = Parameter("since", "Từ kỳ này.", "From this period on.", pattern=PERIOD_FORM, example="2010")
UNTIL = Parameter("until", "Đến hết kỳ này.", "Up to this period.", pattern=PERIOD_FORM, example="2016")
AS_OF = Parameter(
    "as_of",
    "Số liệu như đã công khai vào ngày hay thời điểm này.",
    "The figures that were public on this day or at this moment.",
    kind="moment",
)
GEO = Parameter(
    "geo",
    "Địa giới: asrep là như đã báo cáo; G20250701 là quy về địa giới từ ngày 01/7/2025.",
    "Geography: asrep is as reported; G20250701 is re-based to the units since 1 July 2025.",
    many=True,
    pattern=r"asrep|ASREP|G\d{8}",
    example="G20250701",
)
GEO_VERSION = Parameter(
    "geo_version",
    "Như geo, theo mã SDMX.",
    "As geo, by the SDMX codes.",
    many=True,
    pattern=r"ASREP|G\d{8}",
)


def _coded(name: str) -> Parameter:
    field = table_schema("observation").field(name.upper())
    codes = tuple(str(each) for each in field.constraints["enum"])
    return Parameter(
        name,
        f"{field.title['vi']}.",
        f"{field.title['en']}.",
        many=True,
        choices=lambda: codes,
    )


DISAGGREGATED = tuple(_coded(name) for name in CODED)
SLICE = (
    INDICATOR, AREA, WITHIN, LEVEL, VALID_ON, PERIOD, SINCE, UNTIL, AS_OF, GEO, GEO_VERSION, *DISAGGREGATED,
)  # fmt: skip
"""Everything that narrows a slice."""
