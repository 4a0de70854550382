"""One capture's job, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from liveness_station.domain.consents import NOT_ASKED, Consent
from liveness_station.domain.guiding import Method
from liveness_station.domain.policies import Policy
from liveness_station.domain.provenance import HERE, UNKNOWN_ORIGIN, Inquiry, Origin, Route
from liveness_station.domain.signals import Signal
from liveness_station.domain.subjects import Subject
from liveness_station.domain.verdicts import Decision


@dataclass(frozen=True, slots=True)
class Job:
    """One attempt: immutable, so that its answer can be told from every other one's.

    Attributes:
        job_id: unique, made when the capture key was pressed.
        subject: whom it is about.
        generation: counts changes of subject; an answer of an older one is not shown.
        policy: the rules in force at that moment.
        is_demo: True for a check of the demonstration source.
        is_setup: True for a check of the desk itself, which is about no subject.
        method: how the capture is taken.
        operator: who checks; "" for whoever the program runs for.
        consent: what the subject was asked before, and said.
        insisted: what the gates found wrong when the operator captured all the same, as the codes
            of `domain.gates.Gate`; empty where nothing was, or nobody looked.
        is_ungated: True where the gates should have looked and could not.
        follows: the attempt of the same subject that this one repeats; "" for the first.
        is_training: True for a check of a drill, which is about nobody and counts nowhere.
    """

    job_id: str
    subject: Subject
    generation: int
    policy: Policy
    is_demo: bool = False
    is_setup: bool = False
    method: Method = Method.STILL
    operator: str = ""
    consent: Consent = NOT_ASKED
    insisted: tuple[str, ...] = ()
    is_ungated: bool = False
    follows: str = ""
    is_training: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job, as it was recorded.

    Attributes:
        job: the job.
        decision: the verdict and its reason.
        endpoint: "local", or the host that was asked.
        engine: engine and model versions as the endpoint names them, "" where it does not.
        elapsed_ms: from the start of the verification to its end.
        recorded: True once the terminal row is committed; LIVE is never shown without it.
        record_sequence: the number of that row.
        finished_utc: when the verification ended, in UTC.
        scores: the live score of each frame that was judged, in their order.
        signals: what else was measured of the subject or its movement.
        request_ids: the server's ids of all replies that went into it, where there were several.
        inquiries: each picture that was handed to the endpoint, in their order.
        route: to whom they go.
        origin: what is known of their source.
        submit_ms: how long it took to write down that the check begins; None where it was not.
    """

    job: Job
    decision: Decision
    endpoint: str
    engine: str = ""
    elapsed_ms: float = 0.0
    recorded: bool = False
    record_sequence: int | None = None
    finished_utc: datetime | None = None
    scores: tuple[float, ...] = ()
    signals: tuple[Signal, ...] = ()
    request_ids: tuple[str, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    route: Route = HERE
    origin: Origin = UNKNOWN_ORIGIN
    submit_ms: float | None = None
