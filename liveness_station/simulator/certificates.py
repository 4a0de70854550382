"""Certificates of every kind that a client must tell apart, made anew for each run."""

import ipaddress
import os
import ssl
import tempfile
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from liveness_station.simulator.tls_variants import TlsVariant

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Authority:
    """A certificate authority with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class TlsSetup:
    """What a server needs, and what its clients may trust.

    Attributes:
        context: for the server.
        authority_pem: a certificate authority for clients; it vouches for the server, except
            where the variant is that it does not.
    """

    context: ssl.SSLContext
    authority_pem: bytes


def make_tls(variant: TlsVariant, *, now: datetime) -> TlsSetup:
    """Makes an authority and a certificate for the loopback names.

    Args:
        variant: how they are right or wrong; STALLED has no say in it.
        now: the time, UTC.
    """
    trusted = _make_authority(now)
    issuer = _make_authority(now) if variant is TlsVariant.UNKNOWN_CA else trusted
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _leaf(variant, key, now)
    if variant is TlsVariant.SELF_SIGNED:
        certificate = builder.issuer_name(_name("simulator")).sign(key, hashes.SHA256())
    else:
        issued = builder.issuer_name(issuer.certificate.subject)
        certificate = issued.sign(issuer.key, hashes.SHA256())
    context = _load(certificate, key)
    if variant is TlsVariant.OLD_VERSION:
        _make_old(context)
    pem = trusted.certificate.public_bytes(serialization.Encoding.PEM)
    return TlsSetup(context, pem)


def _make_authority(now: datetime) -> _Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Liveness Station simulator {os.urandom(4).hex()}")
    builder = _bare(name, key, not_before=now - _DAY, not_after=now + 30 * _DAY)
    certificate = (
        builder.issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(is_authority=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _Authority(certificate, key)


def _leaf(
    variant: TlsVariant, key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.CertificateBuilder:
    begin, end = now - _DAY, now + 30 * _DAY
    if variant is TlsVariant.EXPIRED:
        begin, end = now - 2 * _DAY, now - _DAY
    names: list[x509.GeneralName] = [x509.DNSName("wrong.example")]
    if variant is not TlsVariant.WRONG_HOST:
        addresses = ("127.0.0.1", "::1")
        names = [x509.DNSName("localhost")]
        names += [x509.IPAddress(ipaddress.ip_address(address)) for address in addresses]
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        _bare(_name("simulator"), key, not_before=begin, not_after=end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(is_authority=False), critical=True)
        .add_extension(usage, critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
    )


def _bare(
    name: x509.Name, key: ec.EllipticCurvePrivateKey, *, not_before: datetime, not_after: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before.astimezone(UTC))
        .not_valid_after(not_after.astimezone(UTC))
    )


def _key_usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _load(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    """Python's ssl reads keys from files only; this one is gone again at once."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "simulator.pem"
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(path)
    return context


def _make_old(context: ssl.SSLContext) -> None:
    """Speaks nothing newer than TLS 1.1, which both Python and OpenSSL warn of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
