"""Who asks, by the user agent: browsers are persons, scripts programs, robots that say so are crawlers."""

from __future__ import annotations

import pytest

from dtts.user_agents import kind_of

ANDROID = "Mozilla/5.0 (Linux; Android 10; {phone}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
AGENTS = {
    "": "program",
    "   ": "program",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0": "person",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1": "person",
    ANDROID.format(phone="SM-A105F"): "person",
    ANDROID.format(phone="CUBOT NOTE 20"): "person",
    ANDROID.format(phone="K") + " Zalo android/12110000": "person",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)": "crawler",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)": "crawler",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)": "crawler",
    "Mozilla/5.0 (compatible; YandexImages/3.0; crawler)": "crawler",
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36": "crawler",
    "curl/8.5.0": "program",
    "python-requests/2.32.3": "program",
    "Wget/1.21.4": "program",
    "libcurl/7.88 r-curl/5.2 httr/1.4.7": "program",
}


@pytest.mark.parametrize(("agent", "kind"), AGENTS.items(), ids=lambda text: text[:40])
def test_a_user_agent_says_who_asks(agent: str, kind: str) -> None:
    assert kind_of(agent) == kind
