"""What the guided check is measured on: real clips, and attacks made from them and from stills."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.movement_attacks import (
    Ask,
    askew,
    asks,
    camera_for,
    film,
    held_sheet,
    sheet_of,
)
from benchmarks.movement_live import VARIANTS, Timed, grained, is_mirrored, varied
from liveness_station.domain.faces import Face
from liveness_station.domain.frames import Frame, Pixels
from liveness_station.domain.guiding import STRAIGHT, TURNED, Asked, Movement
from liveness_station.pad.detector import FaceDetector
from liveness_station.pad.manifest import YUNET, read_verified
from liveness_station.pad.models import load_landmark_finder
from liveness_station.pad.movement import LATEST_S, from_rest
from liveness_station.pad.poses import LEFT_EYE, RIGHT_EYE, turns
from liveness_station.pad.tracking import FaceTracker
from liveness_station.pad.tracks import Track
from liveness_station.pad.watching import FaceWatcher

SHEETS: Final = 268
BENT_SEEDS: Final = range(84, 132)
MOVED_SEEDS: Final = range(132, 148)
"""Which of the sheets are bent, and which are only moved; all others are turned and flat."""

ASKEW_SHEETS: Final = 60
SWAPS: Final = 300
GAPS_S: Final = (0.1, 0.3, 0.6, 0.9, 1.4)
WINDOW_S: Final = 5.0
"""How long a guided check takes; clips are cut into pieces of it."""

_MIN_FACE_PX: Final = 70
_MOST_SIDE_PX: Final = 1000
_REACTION_S: Final = 0.3
_HELD_S: Final = 0.2
_LEAD_S: Final = 1.2
_TAIL_S: Final = 0.6
_CUT_FRAMES: Final = 20
_GAPS_A_CLIP: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class Presentation:
    """One check: its species, whom it shows, where it is from, what was seen and asked."""

    species: str
    group: str
    name: str
    track: Track
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the head in a clip, as a subject would make it who is asked for it.

    `is_in_sight` is False where the face is lost before it was turned for long enough: turned
    quickly, far, and tilted. No arrow would have filled.
    """

    asked: Asked
    from_s: float
    to_s: float
    is_in_sight: bool


class Watching:
    """Runs the station's own watcher over frames; keeps the arrays in a folder, if one is given.

    What is kept are points and tiny pictures of real faces: it belongs to nobody's project.
    """

    def __init__(self, models_dir: Path, keep: Path | None) -> None:
        cv2.setNumThreads(1)
        self.detector = FaceDetector(read_verified(models_dir, YUNET))
        self._finder = load_landmark_finder(models_dir)
        self._keep = keep

    def track(self, key: str, frames: Iterable[Timed]) -> Track:
        """Returns what is seen in the frames, from the folder where it is there already."""
        name = hashlib.sha256(key.encode()).hexdigest()[:24] + ".npz"
        kept = None if self._keep is None else self._keep / name
        if kept is not None and kept.exists():
            with np.load(kept) as arrays:
                return Track(**{field.name: arrays[field.name] for field in fields(Track)})
        watcher = FaceWatcher(FaceTracker(self.detector, self._finder), self._finder)
        for number, (time_s, pixels) in enumerate(frames):
            watcher.watch(Frame(pixels, time_s, number, "benchmark"))
        track = watcher.track()
        if kept is not None:
            np.savez(kept, **{field.name: getattr(track, field.name) for field in fields(Track)})
        return track


def subject_of(path: Path) -> str:
    """Returns who is in a file: files of one source are one subject, but for two sources.

    The gestures were filmed in pairs, one person after the other.
    """
    source, _, number = path.stem.rpartition("__")
    if source.startswith("intel"):
        return f"{source}-{(int(number) + 1) // 2}"
    return path.stem if source.startswith(("sudipto", "jomariya")) else source


def clip_frames(path: Path, *, from_s: float = 0.0, to_s: float = np.inf) -> Iterator[Timed]:
    """Yields time and picture of a clip's frames."""
    clip = cv2.VideoCapture(str(path))
    rate = clip.get(cv2.CAP_PROP_FPS)
    number = 0
    while number / rate <= to_s and clip.grab():
        if number / rate >= from_s:
            yield number / rate, np.asarray(clip.retrieve()[1], np.uint8)
        number += 1
    clip.release()


def turns_in(track: Track) -> tuple[Turn, ...]:
    """Finds the turns that answer a prompt: out of a straight head, in the time given, and held.

    The prompt is set the time that a person takes to react before the head leaves straight. Who is
    asked to turn holds it until told that it was seen: a twitch is no answer.
    """
    times_s, head = track.times_s, np.nan_to_num(turns(track.points), nan=9.0)
    found = []
    number = 0
    while number < len(head):
        is_turn = TURNED <= abs(head[number]) < 9
        before = np.flatnonzero(np.abs(head[:number]) <= STRAIGHT)
        after = np.flatnonzero(np.abs(head[number:]) <= STRAIGHT)
        back = number + int(after[0]) if len(after) else len(head) - 1
        if is_turn and len(before):
            asked_s = float(times_s[before[-1]]) - _REACTION_S
            was_straight = (np.abs(head[times_s <= asked_s][-5:]) <= STRAIGHT).sum() >= 5
            turned = np.abs(head[number : back + 1])
            in_sight = (turned >= TURNED) & (turned < 9)
            held_s = float((turned >= TURNED).sum() * np.median(np.diff(times_s)))
            seen_s = float(in_sight.sum() * np.median(np.diff(times_s)))
            if was_straight and held_s >= _HELD_S and times_s[number] - asked_s <= LATEST_S:
                movement = Movement.TURN_LEFT if head[number] > 0 else Movement.TURN_RIGHT
                asked = Asked(movement, asked_s, float(times_s[number]))
                to_s = float(times_s[back]) + _TAIL_S
                is_in_sight = seen_s >= _HELD_S
                found.append(Turn(asked, asked_s - _LEAD_S, to_s, is_in_sight))
        number = back + 1 if is_turn else number + 1
    return tuple(found)


def live_turns(watching: Watching, paths: list[Path]) -> Iterator[Presentation]:
    """Yields every turn of the live clips in each of the ways in which it might have been seen."""
    for path in paths:
        whole = watching.track(f"clip {path.name}", clip_frames(path))
        for turn in turns_in(whole):
            species = "live, turns" if turn.is_in_sight else "live, turns out of sight"
            for variant in VARIANTS:
                frames = varied(clip_frames(path, from_s=turn.from_s, to_s=turn.to_s), variant)
                name = f"{path.stem} at {turn.from_s:.1f} s, {variant}"
                track = watching.track(f"v2 {name}", frames)
                asked = _mirrored(turn.asked) if is_mirrored(variant) else turn.asked
                seen = as_seen(track, (Ask(asked.movement, asked.asked_at_s),))
                yield Presentation(species, subject_of(path), name, track, seen)


def live_pieces(watching: Watching, paths: list[Path]) -> Iterator[Presentation]:
    """Yields the live clips in pieces of five seconds, or whole where they are shorter."""
    for path in paths:
        whole = watching.track(f"clip {path.name}", clip_frames(path))
        edges = np.arange(whole.times_s[0], max(whole.times_s[-1] - 1, 0.1), WINDOW_S)
        for edge in edges:
            first, last = np.searchsorted(whole.times_s, [edge, edge + WINDOW_S])
            part = whole.between(int(first), int(last))
            yield Presentation("live, any", subject_of(path), f"{path.stem} {edge:.0f} s", part)


def prints(watching: Watching, stills: list[Path]) -> Iterator[Presentation]:
    """Yields sheets that are held before a camera and turned as asked, flat and bent.

    Bent ones get a radius of 0.7 to 2.5 widths of the face: from a sheet round a bottle of five
    litres to one that is hardly bent.
    """
    sheets = list(_sheets(watching, stills))
    for seed in range(SHEETS + ASKEW_SHEETS):
        random = np.random.default_rng(seed)
        path, picture, face = sheets[seed % len(sheets)]
        behind = sheets[(seed + 7) % len(sheets)][1]
        radius = float(random.uniform(0.7, 2.5))
        is_flat, turns_it = seed not in BENT_SEEDS, seed not in MOVED_SEEDS
        is_askew = seed >= SHEETS
        prompts = asks(random, side=int(random.integers(0, 2)) if is_askew else None)
        poses = held_sheet(random, prompts, turns=turns_it)
        poses = askew(random, poses, prompts) if is_askew else poses
        camera = camera_for(random, poses)
        sheet = sheet_of(picture, face, widths=random.uniform(1.6, 2.6))
        bend = {} if is_flat else {"radius": radius}
        frames = film(sheet, behind, poses, camera, random, **bend)
        track = watching.track(f"print {seed} {path.name}", frames)
        species = _print_species(is_flat=is_flat, turns_it=turns_it, radius=radius)
        species = "print, askew" if is_askew else species
        name = f"{path.stem} seed {seed}"
        yield Presentation(species, subject_of(path), name, track, as_seen(track, prompts))


def replays(watching: Watching, paths: list[Path]) -> Iterator[Presentation]:
    """Yields the live turns as a screen shows them, when asked for just that and for the other."""
    for path in paths:
        whole = watching.track(f"clip {path.name}", clip_frames(path))
        for number, turn in enumerate(turns_in(whole)):
            random = np.random.default_rng(number)
            frames = clip_frames(path, from_s=turn.from_s, to_s=turn.to_s)
            name = f"replay {path.stem} at {turn.from_s:.1f} s"
            track = watching.track(name, _refilmed(frames, random))
            right = Ask(turn.asked.movement, turn.asked.asked_at_s)
            other = Ask(_mirrored(turn.asked).movement, turn.asked.asked_at_s)
            for species, ask in (("replay, by luck as asked", right), ("replay, other way", other)):
                yield Presentation(species, subject_of(path), name, track, as_seen(track, (ask,)))


def cuts_to_stills(watching: Watching, paths: list[Path]) -> Iterator[Presentation]:
    """Yields clips that end in one of their own frames: as it is, and with a camera's noise."""
    for path in paths:
        frames = list(clip_frames(path, to_s=4.0))
        step_s = frames[1][0] - frames[0][0]
        live, frozen = frames[: len(frames) // 2], frames[-1][1]
        for species, noise in (("cut to a still", 0.0), ("cut to a noisy still", 3.0)):
            random = np.random.default_rng(1)
            held = [
                (live[-1][0] + step_s * (1 + number), grained(frozen, noise, random))
                for number in range(round(1.5 / step_s))
            ]
            track = watching.track(f"{species} {path.name}", [*live, *held])
            yield Presentation(species, subject_of(path), path.stem, track)


def swaps(watching: Watching, paths: list[Path]) -> Iterator[Presentation]:
    """Yields cuts from one subject to another whose eyes are brought to the same place.

    They are made of what was seen of two clips, with the points of the second moved and scaled:
    the best that somebody can do who cuts films.
    """
    random = np.random.default_rng(0)
    tracks = [(p, watching.track(f"clip {p.name}", clip_frames(p))) for p in paths]
    made = 0
    while made < SWAPS:
        (path, one), (other_path, other) = (tracks[i] for i in random.choice(len(tracks), 2))
        first, second = _straight_run(one, random), _straight_run(other, random)
        if subject_of(path) == subject_of(other_path) or first is None or second is None:
            continue
        name = f"{path.stem} to {other_path.stem}"
        group = subject_of(path)
        yield Presentation("swap", group, name, _spliced(first, second))
        gap_s = GAPS_S[made % len(GAPS_S)]
        yield Presentation("swap behind a gap", group, name, _spliced(first, second, gap_s=gap_s))
        made += 1


def gaps(watching: Watching, paths: list[Path]) -> Iterator[Presentation]:
    """Yields the same subject before and after a gap: what a swap must be told from."""
    random = np.random.default_rng(1)
    for path in paths:
        whole = watching.track(f"clip {path.name}", clip_frames(path))
        for number in range(_GAPS_A_CLIP):
            first = _straight_run(whole, random)
            if first is None:
                continue
            gap_s = GAPS_S[number % len(GAPS_S)]
            begins = np.searchsorted(whole.times_s, first.times_s[-1] + gap_s)
            second = whole.between(int(begins), int(begins) + _CUT_FRAMES)
            if len(second.times_s) == _CUT_FRAMES:
                name = f"{path.stem} gap {number}"
                shown = _with_gap(first, second)
                yield Presentation("no swap behind a gap", subject_of(path), name, shown)


def _print_species(*, is_flat: bool, turns_it: bool, radius: float) -> str:
    if not turns_it:
        return "print, moved only"
    if is_flat:
        return "print, flat"
    return "print, bent" if radius >= 1.5 else "print, rolled"


def _sheets(watching: Watching, stills: list[Path]) -> Iterator[tuple[Path, Pixels, Face]]:
    for path in stills:
        picture = np.asarray(cv2.imread(str(path), cv2.IMREAD_COLOR), np.uint8)
        factor = _MOST_SIDE_PX / max(picture.shape)
        if factor < 1:
            size = round(picture.shape[1] * factor), round(picture.shape[0] * factor)
            picture = np.asarray(cv2.resize(picture, size), np.uint8)
        faces = watching.detector.detect(picture)
        if faces and faces[0].width_px >= _MIN_FACE_PX:
            yield path, picture, faces[0]


def as_seen(track: Track, prompts: tuple[Ask, ...]) -> tuple[Asked, ...]:
    """Notes when each movement was done, as whoever guides a subject sees it."""
    head = from_rest(track, prompts[0].at_s)
    seen = []
    for ask in prompts:
        side = 1 if ask.movement is Movement.TURN_LEFT else -1
        since_s = track.times_s - ask.at_s
        done = np.flatnonzero((since_s > 0) & (since_s <= LATEST_S) & (side * head >= TURNED))
        done_at_s = float(track.times_s[done[0]]) if len(done) else None
        seen.append(Asked(ask.movement, ask.at_s, done_at_s))
    return tuple(seen)


def _mirrored(asked: Asked) -> Asked:
    is_left = asked.movement is Movement.TURN_LEFT
    movement = Movement.TURN_RIGHT if is_left else Movement.TURN_LEFT
    return Asked(movement, asked.asked_at_s, asked.done_at_s)


def _refilmed(frames: Iterator[Timed], random: np.random.Generator) -> Iterator[Timed]:
    """A screen's gamma, its rows and columns against the camera's, and a camera's noise."""
    gamma, pitch = random.uniform(0.7, 1.5), random.uniform(2.1, 3.4)
    table = (255 * (np.arange(256) / 255) ** gamma).astype(np.uint8)
    for time_s, pixels in frames:
        shown = cv2.LUT(pixels, table).astype(np.float32)
        rows, columns = np.ogrid[: shown.shape[0], : shown.shape[1]]
        weave = 1 + 0.08 * np.sin(2 * np.pi * rows / pitch) * np.sin(2 * np.pi * columns / pitch)
        seen = np.clip(shown * weave[..., np.newaxis], 0, 255).astype(np.uint8)
        blurred = np.asarray(cv2.GaussianBlur(seen, (0, 0), 0.7), np.uint8)
        yield time_s, grained(blurred, 3.0, random)


def _straight_run(track: Track, random: np.random.Generator) -> Track | None:
    """Returns some frames in a row that all show a straight face, None where luck has none."""
    first = int(random.integers(0, max(1, len(track.times_s) - _CUT_FRAMES)))
    run = track.between(first, first + _CUT_FRAMES)
    with np.errstate(invalid="ignore"):
        is_straight = np.abs(turns(run.points)) <= STRAIGHT + 0.1
    return run if len(is_straight) == _CUT_FRAMES and is_straight.all() else None


def _spliced(one: Track, other: Track, *, gap_s: float = 0.0) -> Track:
    """One track after the other, eyes on eyes; with a gap in which no face is seen."""
    eyes = [track.points[:, [RIGHT_EYE, LEFT_EYE], :2] for track in (one, other)]
    (right, left), (other_right, other_left) = (
        (pair[at, :, 0] + 1j * pair[at, :, 1]) for pair, at in zip(eyes, (-1, 0), strict=True)
    )
    factor = (left - right) / (other_left - other_right)
    places = (other.points[..., 0] + 1j * other.points[..., 1] - other_right) * factor + right
    moved = np.stack([places.real, places.imag, other.points[..., 2] * abs(factor)], axis=-1)
    step_s = one.times_s[1] - one.times_s[0]
    times_s = other.times_s - other.times_s[0] + one.times_s[-1] + step_s + gap_s
    later = replace(other, times_s=times_s, points=moved.astype(np.float32))
    return _with_gap(one, later) if gap_s else _joined(one, later)


def _with_gap(one: Track, other: Track) -> Track:
    """Both with frames in between in which no face is seen."""
    step_s = one.times_s[1] - one.times_s[0]
    times_s = np.arange(one.times_s[-1] + step_s, other.times_s[0] - step_s / 2, step_s)
    lost = np.resize(np.arange(len(one.times_s)), len(times_s))
    arrays = {field.name: getattr(one, field.name)[lost].copy() for field in fields(Track)}
    arrays["times_s"] = times_s
    arrays["points"][:] = np.nan
    return _joined(_joined(one, Track(**arrays)), other)


def _joined(one: Track, other: Track) -> Track:
    return Track(
        **{
            field.name: np.concatenate([getattr(one, field.name), getattr(other, field.name)])
            for field in fields(Track)
        }
    )
