"""Asks the endpoint about one presentation after the other, and remembers what it said."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from liveness_station.domain.decide import decide, read_request_id
from liveness_station.domain.errors import CredentialError, EndpointError, ImageError
from liveness_station.domain.exchanges import Exchange
from liveness_station.domain.frames import Frame
from liveness_station.domain.policies import Policy
from liveness_station.domain.ports import Encoder, Endpoint
from liveness_station.domain.verdicts import Decision, decide_failure
from liveness_station.evaluation.journal import Answer, Journal, Question
from liveness_station.evaluation.presentations import Medium, Presentation
from liveness_station.evaluation.results import (
    Classification,
    Look,
    Result,
    judge,
    look_at,
    result_of,
)

FAILURES_IN_A_ROW: Final = 5
"""So many presentations in a row that nobody judged mean that nobody is there to judge."""

FramesOf = Callable[[Presentation, int], Iterable[tuple[int, Frame]]]
"""Yields a picture, or so many frames spread over a clip, with their numbers; raises ImageError."""


class NobodyAnswersError(Exception):
    """Presentation after presentation failed for no reason of its own; says for which one."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How presentations are judged: exactly as a desk would judge them.

    Attributes:
        endpoint: returns whom to ask now; a service that died may have been started again.
        encode: makes the probe from a frame, as for a capture.
        frames_of: reads a presentation's file.
        policy: the rules in force.
        clip_frames: how many frames of a clip are asked about.
        clock: monotonic time in seconds.
        engine: the engine's name where it is known before the first answer, else "".
    """

    endpoint: Callable[[], Endpoint]
    encode: Encoder
    frames_of: FramesOf
    policy: Policy
    clip_frames: int
    clock: Callable[[], float]
    engine: str = ""


class Campaign:
    """One run over a list of presentations. Used by one thread."""

    def __init__(self, setup: Setup, journal: Journal) -> None:
        self._setup = setup
        self._journal = journal
        # What is not known before the start is learnt from the first answer of this run, so that no
        # answer of another engine is taken for one of this.
        self._engine = setup.engine
        self._is_engine_known = bool(setup.engine)
        self._seen_request_ids: set[str] = set()
        self._failures = 0

    def run(self, presentations: Iterable[Presentation]) -> Iterator[Result]:
        """Yields what becomes of each presentation, asked now or found in the journal.

        Raises:
            NobodyAnswersError: five in a row failed without having been judged.
            JournalError: an answer could not be written down.
        """
        for presentation in presentations:
            result = self._remembered(presentation) or self._asked(presentation)
            yield result
            self._count(result)

    def _question(self, presentation: Presentation, endpoint: str) -> Question:
        is_clip = presentation.medium is Medium.CLIP
        return Question(
            sha256=presentation.sha256,
            endpoint=endpoint,
            engine=self._engine,
            threshold=self._setup.policy.threshold,
            review_limit=self._setup.policy.review_limit,
            benign=tuple(sorted(self._setup.policy.benign_risk_reasons)),
            frames=self._setup.clip_frames if is_clip else 1,
        )

    def _remembered(self, presentation: Presentation) -> Result | None:
        if not self._is_engine_known:
            return None
        endpoint = self._setup.endpoint().name
        answer = self._journal.answer(self._question(presentation, endpoint))
        if answer is None:
            return None
        return self._result(presentation, answer, endpoint)

    def _asked(self, presentation: Presentation) -> Result:
        endpoint = self._setup.endpoint()
        result = self._result(presentation, self._answer(presentation), endpoint.name)
        self._journal.add(self._question(presentation, endpoint.name), result)
        return result

    def _result(self, presentation: Presentation, answer: Answer, endpoint: str) -> Result:
        return result_of(
            presentation, answer.looks, answer.judgement, endpoint=endpoint, engine=self._engine
        )

    def _answer(self, presentation: Presentation) -> Answer:
        decisions: list[Decision] = []
        looks: list[Look] = []
        frames = self._question(presentation, "").frames
        try:
            for position, frame in self._setup.frames_of(presentation, frames):
                decision, look = self._look(frame, position)
                decisions.append(decision)
                looks.append(look)
        except ImageError as error:
            decisions.append(decide_failure(error.reason, detail=error.detail))
            looks.append(look_at(decisions[-1], len(looks)))
        return Answer(tuple(looks), judge(decisions, self._setup.policy))

    def _look(self, frame: Frame, position: int) -> tuple[Decision, Look]:
        clock = self._setup.clock
        begun_s = clock()
        probe = self._setup.encode(frame)
        encoded_s = clock()
        repeated: list[object] = []
        wait_ms = None
        try:
            # Let the one repetition happen that the contract allows, as a check does.
            exchange = self._setup.endpoint().ask(
                probe, threshold=self._setup.policy.threshold, before_retry=repeated.append
            )
        except (EndpointError, CredentialError) as error:
            decision = decide_failure(error.reason, detail=error.detail)
        else:
            wait_ms = (clock() - encoded_s) * 1000
            decision = self._judged(exchange)
        look = replace(
            look_at(decision, position),
            encode_ms=(encoded_s - begun_s) * 1000,
            wait_ms=wait_ms,
            tries=1 + len(repeated),
        )
        return decision, look

    def _judged(self, exchange: Exchange) -> Decision:
        # What stands in between names none when it refuses; nor may an endpoint at all.
        self._engine = exchange.engine or self._engine
        self._is_engine_known = True
        request_id = read_request_id(exchange)
        ids = frozenset[str]() if request_id is None else frozenset({request_id})
        decision = decide(
            exchange, self._setup.policy, seen_request_ids=ids & self._seen_request_ids
        )
        self._seen_request_ids |= ids
        return decision

    def _count(self, result: Result) -> None:
        is_failed = result.classification is Classification.FAILED
        self._failures = self._failures + 1 if is_failed else 0
        if self._failures >= FAILURES_IN_A_ROW:
            raise NobodyAnswersError(result.reason)
