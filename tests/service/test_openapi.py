"""The description says what the service does, tried out on a live port."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import numpy as np
import pytest
import requests
import schemathesis
from schemathesis import openapi

from liveness_station.contract.limits import ENDPOINT_PATH
from liveness_station.domain.assessments import Assessment
from liveness_station.domain.frames import Pixels
from liveness_station.service.openapi import describe
from tests.fakes.engine import FakeEngine, scored
from tests.service.running import Client, body_of, running, start_all_workers

DESCRIPTION = describe("0.0.0")


def _with_appcode_alone() -> dict[str, Any]:
    """The description without the signed authentication.

    Beside a good AppCode made-up signature headers are one authentication too many, so with both
    described nearly every answer would be 401.
    """
    description = describe("0.0.0")
    description["paths"][ENDPOINT_PATH]["post"]["security"] = [{"appcode": []}]
    return description


WHOLE = openapi.from_dict(DESCRIPTION)
APPCODE_ALONE = openapi.from_dict(_with_appcode_alone())
SETTINGS = hypothesis.settings(
    max_examples=30,
    suppress_health_check=list(hypothesis.HealthCheck),
    derandomize=True,
    database=None,
)


def decode_anything(_: bytes) -> Pixels:
    return np.zeros((64, 64, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Client, FakeEngine]]:
    engine = FakeEngine()
    with running(engine, decode=decode_anything) as client:
        start_all_workers(client, engine)
        yield client, engine


@pytest.fixture
def client(shared: tuple[Client, FakeEngine]) -> Client:
    return shared[0]


def test_the_description_is_what_is_served(client: Client) -> None:
    assert client.get("/openapi.json").json() == DESCRIPTION


@WHOLE.parametrize()
@SETTINGS
def test_every_answer_is_as_described(case: schemathesis.Case[Any], client: Client) -> None:
    """Sends what the description allows and what it forbids, and judges each answer by it."""
    _send(case, client)


@APPCODE_ALONE.include(path=ENDPOINT_PATH).parametrize()
@SETTINGS
def test_every_answer_to_who_is_known_is_as_described(
    case: schemathesis.Case[Any], client: Client
) -> None:
    _send(case, client)


def _send(case: schemathesis.Case[Any], client: Client) -> None:
    with requests.Session() as session:
        case.call_and_validate(
            base_url=client.base_url, session=session, headers=dict(client.headers)
        )


@pytest.mark.parametrize(
    "assessment", [scored(0.9), scored(0.1, "multiple_faces"), Assessment((), None)]
)
@pytest.mark.parametrize("threshold", [None, 0, 0.05, 1])
def test_every_judgement_is_as_described(
    shared: tuple[Client, FakeEngine], assessment: Assessment, threshold: float | None
) -> None:
    client, engine = shared
    engine.assessment = assessment
    response = client.post(json=body_of(thresh=threshold))
    assert response.status_code == 200
    WHOLE[ENDPOINT_PATH]["POST"].validate_response(response)
