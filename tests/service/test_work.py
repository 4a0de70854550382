"""The service's threads: the next picture is read while others are scored, and no further."""

import asyncio
import threading
from contextlib import closing

from liveness_station.service.work import Workers


def test_a_picture_is_read_while_every_scoring_thread_is_busy() -> None:
    is_over = threading.Event()

    async def go() -> str:
        with closing(Workers(threads=1)) as workers:
            scoring = asyncio.create_task(workers.score(is_over.wait, 10))
            read = await asyncio.wait_for(workers.read(lambda: "read"), 5)
            assert not scoring.done()
            is_over.set()
            assert await scoring
            return read

    assert asyncio.run(go()) == "read"


def test_there_is_room_for_one_more_picture_than_are_scored() -> None:
    async def go() -> None:
        with closing(Workers(threads=2)) as workers:
            inside: list[int] = []
            may_leave = asyncio.Event()

            async def hold(number: int) -> None:
                async with workers.room():
                    inside.append(number)
                    await may_leave.wait()

            async with asyncio.TaskGroup() as tasks:
                for number in range(5):
                    tasks.create_task(hold(number))
                for _ in range(5):
                    await asyncio.sleep(0)
                assert inside == [0, 1, 2]
                may_leave.set()
            assert sorted(inside) == [0, 1, 2, 3, 4]

    asyncio.run(go())
