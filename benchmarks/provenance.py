"""How sure a recording that is played again is told from a camera, and what looking costs.

    python -m benchmarks.provenance [--write] [--hour]

Every clip of ../shared/data is shown once, and then a piece of it again and again as attackers
would: as it is, compressed anew, there and back, made smaller, with noise. Then a person who sits
still and breathes, as sensors of several strengths of noise see it, for as long as `--hour` says;
and photographs to which fresh noise is added, against people who hardly move.
`--write` keeps the tables in benchmarks/results/provenance.md.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np
from skimage import data

from benchmarks.noised_stills import Grain, tables
from liveness_station.camera.sequence_watch import LOOP_LIKENESS, SequenceWatch
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.evaluation.intervals import clopper_pearson

RESULT: Final = Path(__file__).resolve().parent / "results" / "provenance.md"
SHARED: Final = Path(__file__).resolve().parents[2] / "shared" / "data"
if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_PIECE_S: Final = 4.0
_WIDEST_PX: Final = 400
_MOST_PICTURES: Final = 300
_NOISES: Final = (0.5, 1.0, 2.0)
_CHANCE: Final = np.random.default_rng(11)
_GRAIN: Final = Grain()
"""What speaks of a recording; the cadence is the file's and says nothing."""
_CODES: Final = frozenset({"loop_likeness", "duplicates_exact", "duplicates_near"})


@dataclass(frozen=True, slots=True)
class Told:
    """What was found of one showing: the codes that speak, the clearest likeness, its period."""

    codes: frozenset[str]
    likeness: float
    period_s: float


def main() -> int:
    """Measures, prints, and keeps the tables where asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.provenance", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the tables")
    parser.add_argument(
        "--hour", action="store_true", help="an hour of each quiet scene, not a minute"
    )
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    clips = sorted((*SHARED.glob("video_live/*"), *SHARED.glob("video_spoof/*")))
    shots = {f"{path.parent.name}/{path.name}": _read(path) for path in clips}
    lines = [
        *_of_clips(shots),
        *tables(shots, 1800 if arguments.hour else 60),
        *_of_quiet(3600 if arguments.hour else 60),
        *_cost(),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if arguments.write:
        RESULT.write_text(text, encoding="utf-8")
    return 0


def _packed(picture: Pixels, quality: int) -> Pixels:
    _, body = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(body, cv2.IMREAD_COLOR), np.uint8)


def _noisy(picture: Pixels, noise: float) -> Pixels:
    return _GRAIN.on(picture, noise)


def _smaller(picture: Pixels) -> Pixels:
    size = (picture.shape[1] * 3 // 5, picture.shape[0] * 3 // 5)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


_WAYS: Final[dict[str, Callable[[Pixels], Pixels]]] = {
    "as it is": lambda picture: picture,
    "encoded anew, JPEG 60": lambda picture: _packed(_noisy(picture, 0.5), 60),
    "encoded anew, JPEG 30": lambda picture: _packed(_noisy(picture, 0.5), 30),
    "smaller, encoded anew": lambda picture: _packed(_noisy(_smaller(picture), 0.5), 60),
    "noise 1": lambda picture: _noisy(picture, 1),
    "noise 2": lambda picture: _noisy(picture, 2),
}


def _told(pictures: Iterable[Pixels], rate_fps: float) -> Told:
    watching = SequenceWatch()
    codes: set[str] = set()
    likeness = period_s = 0.0
    for number, picture in enumerate(pictures):
        watching.look(Frame(np.ascontiguousarray(picture), number / rate_fps, number, "clip"))
        if number % 10 == 9:
            found = {signal.code: signal for signal in watching.signals()}
            codes |= {code for code in _CODES & found.keys() if found[code].is_against}
            if "loop_likeness" in found and found["loop_likeness"].value > likeness:
                likeness = found["loop_likeness"].value
                period_s = found["loop_period"].value if "loop_period" in found else 0.0
    return Told(frozenset(codes), likeness, period_s)


def _read(path: Path) -> tuple[list[Pixels], float]:
    capture = cv2.VideoCapture(str(path))
    rate_fps = capture.get(cv2.CAP_PROP_FPS)
    pictures: list[Pixels] = []
    while len(pictures) < _MOST_PICTURES:
        is_read, picture = capture.read()
        if not is_read:
            break
        step = -(-picture.shape[1] // _WIDEST_PX)
        pictures.append(np.asarray(picture[::step, ::step], np.uint8).copy())
    capture.release()
    return pictures, rate_fps


def _again(piece: list[Pixels], rate_fps: float) -> list[Pixels]:
    """Returns a piece over and over, until six looks have certainly found that it comes again."""
    length = round(len(piece) + 8.5 * rate_fps)
    return (piece * (length // len(piece) + 1))[:length]


def _of_clips(clips: dict[str, tuple[list[Pixels], float]]) -> Iterator[str]:
    flagged, likest = 0, 0.0
    found: dict[str, list[Told]] = {way: [] for way in (*_WAYS, "there and back, JPEG 60")}
    for pictures, rate_fps in clips.values():
        original = _told(pictures, rate_fps)
        flagged += bool(original.codes)
        likest = max(likest, original.likeness)
        piece = pictures[: round(_PIECE_S * rate_fps)]
        for way, change in _WAYS.items():
            shown = (change(picture) for picture in _again(piece, rate_fps))
            found[way].append(_told(shown, rate_fps))
        there = piece[: round(len(piece) * 0.6)]
        back = (_packed(one, 60) for one in _again(there + there[::-1], rate_fps))
        found["there and back, JPEG 60"].append(_told(back, rate_fps))
    yield from (
        "# Recordings played again, and quiet scenes",
        "",
        f"{len(clips)} clips of people, 1.5 to 53 s; limit of the likeness {LOOP_LIKENESS}; 95 %",
        "intervals after Clopper and Pearson.",
        "",
        f"Shown once: {_rate(flagged, len(clips))} flagged; the highest likeness {likest:.2f}.",
        "",
        "| shown again and again | flagged | lowest likeness | middle |",
        "|---|---|---|---|",
    )
    for way, told in found.items():
        hits = sum(bool(one.codes) for one in told)
        least = min(one.likeness for one in told)
        middle = statistics.median(one.likeness for one in told)
        yield f"| {way} | {_rate(hits, len(told))} | {least:.2f} | {middle:.2f} |"


def _rate(hits: int, trials: int) -> str:
    span = clopper_pearson(hits, trials)
    return f"{hits} of {trials} ({100 * span.low:.0f} to {100 * span.high:.0f} %)"


def _sitting(
    seconds: int, noise: float, quality: int | None, *, is_circling: bool
) -> Iterator[Pixels]:
    """A person who breathes about every four seconds, 25 pictures a second.

    No two breaths are of one length and depth, and the head never quite rests. `is_circling` has
    the whole picture move instead, on one circle at one pace, as nobody does.
    """
    rgb = data.astronaut()  # type: ignore[no-untyped-call]  # scikit-image carries no types
    base = cv2.resize(np.ascontiguousarray(rgb[..., ::-1]), (320, 240))
    soft = np.ones((240, 320, 1), np.float32) if is_circling else _body()
    phase, pace, depth, sway = 0.0, 1.0, 0.5, np.zeros(2)
    for _ in range(seconds * 25):
        phase += 2 * np.pi / 100 * pace * float(_CHANCE.normal(1, 0.05))
        sway = 0.97 * sway + _CHANCE.normal(0, 0.12, 2)
        if phase > 2 * np.pi:
            phase -= 2 * np.pi
            pace = float(np.clip(_CHANCE.normal(1, 0.15), 0.6, 1.5))
            depth = float(np.clip(_CHANCE.normal(0.5, 0.1), 0.2, 0.9))
        aside, down = sway[0], sway[1] + depth * np.sin(phase)
        if is_circling:
            aside, down = 0.7 * np.sin(phase), 0.7 * np.cos(phase)
        shift = np.array([[1, 0, aside], [0, 1, down]], np.float32)
        moved = cv2.warpAffine(base, shift, (320, 240), borderMode=cv2.BORDER_REFLECT)
        both = moved * soft + base * (1 - soft)
        seen = _noisy(np.asarray(both, np.uint8), noise)
        yield seen if quality is None else _packed(seen, quality)


def _body() -> "Floats":
    """Returns how much of each pixel is the person's, 0 to 1."""
    mask = np.zeros((240, 320), np.float32)
    cv2.ellipse(mask, (142, 65), (45, 60), 0, 0, 360, 1.0, -1)
    cv2.ellipse(mask, (150, 215), (120, 95), 0, 0, 360, 1.0, -1)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), 6)[..., np.newaxis], np.float32)


def _of_quiet(seconds: int) -> Iterator[str]:
    yield from (
        "",
        f"A person who sits still and breathes, {seconds} s each at 25 a second:",
        "",
        "| moves | sensor noise | JPEG | alarms | highest likeness |",
        "|---|---|---|---|---|",
    )
    for is_circling, noises in ((False, _NOISES), (True, _NOISES[:1])):
        moves = "the whole picture, on a circle" if is_circling else "a person"
        for noise in noises:
            for quality in (None, 60):
                told = _told(_sitting(seconds, noise, quality, is_circling=is_circling), 25.0)
                named = ", ".join(sorted(told.codes)) or "none"
                known = f"{noise} | {quality or 'raw'} | {named} | {told.likeness:.2f}"
                yield f"| {moves} | {known} |"


def _cost() -> Iterator[str]:
    watching, costs_ms = SequenceWatch(), []
    shots = [_CHANCE.integers(0, 255, (720, 1280, 3), np.uint8) for _ in range(40)]
    for number in range(1900):
        frame = Frame(shots[number % 40].copy(), number / 30, number, "camera")
        began_s = time.thread_time()
        watching.look(frame)
        costs_ms.append((time.thread_time() - began_s) * 1000)
    full = costs_ms[1800:]
    yield ""
    yield (
        "Processor time a picture of 1280x720, a full minute in memory: "
        f"{statistics.median(full):.2f} ms (median), "
        f"{statistics.quantiles(full, n=100)[98]:.2f} ms (99 of 100)."
    )


if __name__ == "__main__":
    raise SystemExit(main())
