"""Accounts for tests: hashes that cost next to nothing, and clocks that are set by hand."""

from pathlib import Path

from liveness_station.accounts.book import AccountBook
from liveness_station.accounts.hashing import Cost, PinHasher
from liveness_station.domain.people import OWNER, Person, Role
from liveness_station.domain.secrets import Secret

CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
ANNA = Person("Anna Huber", Role.ADMINISTRATOR)
BERT = Person("Bert Lang", Role.SUPERVISOR)
CARLA = Person("Carla Wu", Role.OPERATOR)
PINS = {ANNA.name: "7153", BERT.name: "8264", CARLA.name: "9375"}
NOON_UTC_S = 1_795_435_200.0


class CountingHasher(PinHasher):
    """A real hasher of little cost that counts what it was asked for."""

    def __init__(self, cost: Cost = CHEAP) -> None:
        super().__init__(cost)
        self.compared: list[str] = []

    def is_match(self, kept: str, pin: Secret) -> bool:
        self.compared.append(kept)
        return super().is_match(kept, pin)


class Desk:
    """A book and what is around it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now_utc_s = NOON_UTC_S
        self.waking_now_s = 100.0
        self.hasher = CountingHasher()
        self.book = self.reopened()

    def reopened(self) -> AccountBook:
        """Returns the book as a program that was just started has it."""
        return AccountBook(self.path, self.hasher, utc_s=self.utc_s, waking_s=self.waking_s)

    def utc_s(self) -> float:
        return self.now_utc_s

    def waking_s(self) -> float:
        return self.waking_now_s

    def pass_time(self, seconds: float) -> None:
        self.now_utc_s += seconds
        self.waking_now_s += seconds

    def fill(self) -> None:
        """Makes an administrator, a supervisor and an operator."""
        for by, person in ((OWNER, ANNA), (ANNA, BERT), (ANNA, CARLA)):
            self.book.add(person.name, person.role, Secret(PINS[person.name]), by=by)
