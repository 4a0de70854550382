"""The ways in which a server's TLS can be right or wrong."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class TlsVariant(StrEnum):
    """What `--tls` can ask for."""

    GOOD = "good"
    EXPIRED = "expired"
    WRONG_HOST = "wrong-host"
    SELF_SIGNED = "self-signed"
    UNKNOWN_CA = "unknown-ca"
    OLD_VERSION = "tls1.1"
    STALLED = "stalled"


@dataclass(frozen=True, slots=True)
class TlsMeaning:
    """A variant explained, as the catalogue explains scenarios.

    Attributes:
        english: its meaning in one line.
        chinese: the same.
        verdict: what the station must make of it; "" where that is up to the scenario.
        reason: the stable code that goes with it, or "".
        faults: the rows of the fault matrix that it plays.
    """

    english: str
    chinese: str
    verdict: str
    reason: str
    faults: tuple[str, ...] = ()


TLS_MEANINGS: Final = {
    TlsVariant.GOOD: TlsMeaning("As it should be", "正常", "", ""),
    TlsVariant.EXPIRED: TlsMeaning(
        "The certificate has expired", "证书已过期", "ERROR", "tls", ("N5",)
    ),
    TlsVariant.WRONG_HOST: TlsMeaning(
        "The certificate is another host's", "证书属于其他主机", "ERROR", "tls", ("N5",)
    ),
    TlsVariant.SELF_SIGNED: TlsMeaning(
        "The certificate vouches for itself", "自签名证书", "ERROR", "tls", ("N5",)
    ),
    TlsVariant.UNKNOWN_CA: TlsMeaning(
        "Nobody knows who vouches for the certificate", "证书颁发机构不明", "ERROR", "tls", ("N5",)
    ),
    TlsVariant.OLD_VERSION: TlsMeaning(
        "TLS 1.1, which is too old", "TLS 1.1，版本过旧", "ERROR", "tls", ("N5",)
    ),
    TlsVariant.STALLED: TlsMeaning(
        "Accepted, but no hand is shaken", "接受连接但不进行握手", "RETRY", "network", ("N6",)
    ),
}
