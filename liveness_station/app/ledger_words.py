"""What `ledger verify` says, in words for whoever asked."""

from liveness_station.ledger.epochs import Predecessor
from liveness_station.ledger.reports import Report, Result

_HEADS = {
    Result.INTACT: "intact",
    Result.ALTERED: "ALTERED",
    Result.ROLLED_BACK: "ROLLED BACK",
    Result.INCOMPLETE: "consistent, but not complete",
    Result.CANNOT_TELL: "cannot tell",
}


def tell(report: Report) -> str:
    """Returns what was found, and what it does not prove, a line each."""
    lines = [f"{_HEADS[report.result]}: {report.entries} entries read"]
    if report.fault is not None:
        lines.append(f"first bad entry: {report.bad_seq}: {report.fault.value}")
    if report.result not in {Result.ALTERED, Result.ROLLED_BACK}:
        lines += _extent(report)
    if report.chained_later:
        lines.append(
            f"the first {report.chained_later} entries are older than the chain: "
            "what happened to them before it began, it cannot show"
        )
    if report.predecessor is not None:
        lines.append(_origin(report.predecessor))
    if report.pending:
        lines.append(f"attempts without an end: {report.pending}")
    return "\n".join(lines)


def _origin(old: Predecessor) -> str:
    known = "of which nothing could be read"
    if old.station is not None and old.seq is not None:
        known = f"of station {old.station}, up to entry {old.seq} with hash {old.head}"
    return f"follows the damaged record {old.file} (SHA-256 {old.sha256}), {known}"


def _extent(report: Report) -> list[str]:
    lines = []
    if report.proven:
        lines.append(f"vouched for by signature or outside checkpoint: 1 to {report.proven}")
    if report.by_code:
        lines.append(f"vouched for by the station's codes: the {report.by_code} after that")
    if report.unvouched:
        stretches = ", ".join(f"{first}..{last}" for first, last in report.unvouched[:10])
        lines.append(
            f"without a code, and nobody vouches for them: {stretches}; either the keyring did not "
            "answer while they were made, or somebody wrote them into the file. Look at each; "
            "`ledger adopt A..B` takes them for your own, and only then anything is signed again"
        )
    if report.result is Result.CANNOT_TELL:
        lines.append(
            f"held by hashes alone: {report.by_hash}; they fit, but whoever can write to the "
            "record can make hashes anew"
        )
        lines.append(
            "needed: --public-key, --checkpoint, or this station's keyring; see docs/ledger.md"
        )
        return lines
    if report.by_hash:
        lines.append("beyond that: the entry that holds the newest checkpoint")
    lines.append(
        "not proven: that nothing was cut off after the newest of these; only a newer "
        "checkpoint kept elsewhere shows that"
    )
    return lines
