"""Vocabularies that the catalogue is written in, and what our codes are called in them."""

from __future__ import annotations

from ckanext.dcat.profiles.base import ADMS, DCAT, DCATAP, DCT, FOAF, SPDX, VCARD
from rdflib import Namespace
from rdflib.namespace import PROV, RDF, RDFS, SKOS, XSD

__all__ = [
    "ADMS", "DCAT", "DCATAP", "DCT", "DQV", "DTTS", "ELI", "FOAF", "PREFIXES", "PROV", "QB", "RDF", "RDFS",
    "SDMX_ATTRIBUTE", "SDMX_DIMENSION", "SKOS", "SPDX", "STAT", "VCARD", "XSD",
]  # fmt: skip

DQV = Namespace("http://www.w3.org/ns/dqv#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
QB = Namespace("http://purl.org/linked-data/cube#")
SDMX_ATTRIBUTE = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")
SDMX_DIMENSION = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
STAT = Namespace("http://data.europa.eu/m8g/")
# Our own terms. A name and not an address: it must mean the same wherever the portal runs.
DTTS = Namespace("urn:dtts:terms:")

PREFIXES = {
    "adms": ADMS, "dcat": DCAT, "dcatap": DCATAP, "dct": DCT, "dqv": DQV, "dtts": DTTS, "eli": ELI,
    "foaf": FOAF, "prov": PROV, "qb": QB, "skos": SKOS, "spdx": SPDX, "stat": STAT, "vcard": VCARD,
}  # fmt: skip

_EU = "http://publications.europa.eu/resource/authority/"
LANGUAGES = (f"{_EU}language/VIE", f"{_EU}language/ENG")
THEMES = f"{_EU}data-theme"
COUNTRY = f"{_EU}country/VNM"
PUBLIC = f"{_EU}access-right/PUBLIC"
AGENCY_KIND = "http://purl.org/adms/publishertype/NationalAuthority"
SHA256 = SPDX.checksumAlgorithm_sha256

# Our topics in the vocabulary that European portals narrow by.
THEME_OF = {
    "agriculture": f"{THEMES}/AGRI",
    "economy": f"{THEMES}/ECON",
    "education": f"{THEMES}/EDUC",
    "energy": f"{THEMES}/ENER",
    "environment": f"{THEMES}/ENVI",
    "finance": f"{THEMES}/ECON",
    "health": f"{THEMES}/HEAL",
    "infrastructure": f"{THEMES}/REGI",
    "labour": f"{THEMES}/SOCI",
    "local": f"{THEMES}/REGI",
    "society": f"{THEMES}/SOCI",
    "technology": f"{THEMES}/TECH",
}
# What stands behind the addresses of others, since a reader of ours cannot look them up.
LABELS = {
    THEMES: {"en": "Data theme", "vi": "Chủ đề dữ liệu"},
    AGENCY_KIND: {"en": "National authority", "vi": "Cơ quan nhà nước"},
    f"{THEMES}/AGRI": {
        "en": "Agriculture, fisheries, forestry and food",
        "vi": "Nông, lâm, ngư nghiệp và thực phẩm",
    },
    f"{THEMES}/ECON": {"en": "Economy and finance", "vi": "Kinh tế và tài chính"},
    f"{THEMES}/EDUC": {"en": "Education, culture and sport", "vi": "Giáo dục, văn hóa và thể thao"},
    f"{THEMES}/ENER": {"en": "Energy", "vi": "Năng lượng"},
    f"{THEMES}/ENVI": {"en": "Environment", "vi": "Môi trường"},
    f"{THEMES}/HEAL": {"en": "Health", "vi": "Y tế"},
    f"{THEMES}/REGI": {"en": "Regions and cities", "vi": "Vùng và đô thị"},
    f"{THEMES}/SOCI": {"en": "Population and society", "vi": "Dân số và xã hội"},
    f"{THEMES}/TECH": {"en": "Science and technology", "vi": "Khoa học và công nghệ"},
}
_IANA = "https://www.iana.org/assignments/media-types/"
MEDIA_TYPE = {
    "csv": f"{_IANA}text/csv",
    "parquet": f"{_IANA}application/vnd.apache.parquet",
    "json": f"{_IANA}application/json",
    "xlsx": f"{_IANA}application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FILE_TYPE = {
    "csv": f"{_EU}file-type/CSV",
    "parquet": f"{_EU}file-type/PARQUET",
    "json": f"{_EU}file-type/JSON",
    "xlsx": f"{_EU}file-type/XLSX",
}
MARK = {"vi": "Dữ liệu minh họa", "en": "Demonstration data"}
