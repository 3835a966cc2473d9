"""F13: a server that cannot show who it is gets nothing."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from dtts_harvesters.session import Credential, FetchError, Limits
from harvest_server.server import Server, reply
from harvest_server.sessions import TestClock, session

NOW = datetime.now(timezone.utc)


@dataclass(frozen=True)
class Signed:
    """A certificate with its key, both PEM."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()


def sign(name: str, by: Signed | None = None, ended: bool = False, address: str = "127.0.0.1") -> Signed:
    """A certificate for an address, by an authority or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    end = NOW - timedelta(days=1) if ended else NOW + timedelta(days=30)
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=60))
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
    )
    if by:
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        builder = builder.add_extension(names, critical=False)
    return Signed(builder.sign(by.key if by else key, hashes.SHA256()), key)


@pytest.fixture(scope="module")
def authority() -> Signed:
    return sign("Cơ quan chứng thực minh họa")


def context(signed: Signed, folder: Path) -> ssl.SSLContext:
    path = folder / "server.pem"
    key = signed.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(key + signed.pem.encode())
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(path)
    return made


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("expired", "expired"),
        ("self-signed", "self-signed"),
        ("another host", "mismatch"),
        ("unknown authority", "unable to get local issuer"),
    ],
)
def test_f13_a_certificate_that_does_not_hold_ends_the_request_before_anything_is_sent(
    wrong: str, why: str, authority: Signed, tmp_path: Path
) -> None:
    shown = {
        "expired": lambda: sign("a", authority, ended=True),
        "self-signed": lambda: sign("a"),
        "another host": lambda: sign("a", authority, address="127.0.0.9"),
        "unknown authority": lambda: sign("a", sign("Một cơ quan khác")),
    }[wrong]()
    credential = Credential("bearer", {"token": "tok-3f9a"})
    with Server({"/": lambda request: reply(b"x")}, tls=context(shown, tmp_path)) as server:
        with (
            session(authority=authority.pem, credential=credential, home=server.address()) as opened,
            pytest.raises(FetchError) as refused,
        ):
            opened.get(server.address())
        assert server.requests == []
    assert refused.value.rule == "certificate"
    assert why in refused.value.message["en"].lower()


def test_an_authority_of_the_sources_own_file_is_trusted_for_it(authority: Signed, tmp_path: Path) -> None:
    tls = context(sign("a", authority), tmp_path)
    with Server({"/": lambda request: reply(b"fine")}, tls=tls) as server:
        with session(authority=authority.pem) as opened:
            assert opened.get(server.address()).content == b"fine"
        with session() as opened, pytest.raises(FetchError, match="certificate"):
            opened.get(server.address())


def test_a_redirect_from_https_to_http_is_not_followed(authority: Signed, tmp_path: Path) -> None:
    tls = context(sign("a", authority), tmp_path)
    with Server({"/": lambda request: reply(b"in clear")}) as plain, Server(tls=tls) as server:
        server.routes["/"] = lambda request: reply(status="302 Found", Location=plain.address())
        with session(authority=authority.pem) as opened, pytest.raises(FetchError) as refused:
            opened.get(server.address())
        assert plain.connections == 0
    assert refused.value.rule == "redirect-in-clear"


def test_f05_a_body_that_drips_under_tls_ends_with_the_time_of_the_run(
    authority: Signed, tmp_path: Path
) -> None:
    with Server(tls=context(sign("a", authority), tmp_path)) as server:

        def drips(request: object) -> Iterator[bytes]:
            yield b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
            yield from server.drip(b"x")

        server.routes["/"] = drips
        with (
            session(TestClock(tick=10), authority=authority.pem) as opened,
            pytest.raises(FetchError) as ended,
        ):
            opened.get(server.address())
    assert ended.value.rule == "total-time"


def test_f04_a_handshake_that_never_comes_ends_after_the_time_for_a_read() -> None:
    with Server() as server:
        limits = Limits(connect=0.1, read=0.1, tries=1)
        address = server.address().replace("http", "https")
        with session(limits=limits) as opened, pytest.raises(FetchError) as ended:
            opened.get(address)
    assert ended.value.rule in {"read-timeout", "certificate", "no-answer", "cut-short"}
