import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness_station.camera.specs import ImageFileSpec, VideoFileSpec
from liveness_station.domain.errors import CameraError, CameraTrouble
from liveness_station.domain.ports import FrameSource
from tests.camera.conftest import SHADE_STEP, VIDEO_LENGTH, VIDEO_RATE_FPS, OpenSource
from tests.camera.contract import FrameSourceContract, Opener, read_to_the_end


@contextmanager
def no_privileges() -> Iterator[None]:
    """Takes root's right to read everything away for a while; others have none to lose."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


def trouble_of(open_it: OpenSource, spec: VideoFileSpec | ImageFileSpec) -> CameraTrouble:
    with pytest.raises(CameraError) as raised:
        open_it(spec)
    return raised.value.trouble


def shade(source: FrameSource) -> int:
    return int(source.read().pixels.mean())


class TestVideoFile(FrameSourceContract):
    @pytest.fixture
    def opener(self, open_it: OpenSource, video_file: Path) -> Opener:
        return lambda wish: open_it(VideoFileSpec(video_file), should_stop=wish)

    def test_every_frame_comes_once_at_the_files_own_rate(self, source: FrameSource) -> None:
        frames = [source.read() for _ in range(VIDEO_LENGTH)]
        with pytest.raises(CameraError) as raised:
            source.read()
        shades = [frame.pixels.mean() for frame in frames]
        assert raised.value.trouble is CameraTrouble.ENDED
        assert np.allclose(shades, np.arange(VIDEO_LENGTH) * SHADE_STEP, atol=3)
        length_s = frames[-1].captured_at_s - frames[0].captured_at_s
        assert 0.8 < length_s * VIDEO_RATE_FPS / (VIDEO_LENGTH - 1) < 3

    def test_after_a_pause_of_the_reader_no_burst_follows(self, source: FrameSource) -> None:
        source.read()
        end_s = time.monotonic() + 0.3
        while time.monotonic() < end_s:
            pass
        times = [source.read().captured_at_s for _ in range(4)]
        assert times[-1] - times[0] > 2.5 / VIDEO_RATE_FPS

    def test_looping_starts_again_and_goes_on_counting(
        self, open_it: OpenSource, video_file: Path
    ) -> None:
        source = open_it(VideoFileSpec(video_file), is_looping=True)
        frames = [source.read() for _ in range(VIDEO_LENGTH + 2)]
        source.close()
        assert frames[VIDEO_LENGTH].pixels.mean() < SHADE_STEP / 2
        assert frames[-1].sequence == VIDEO_LENGTH + 1

    def test_description(self, source: FrameSource) -> None:
        assert source.description == "shades.avi, 160x120 at 20 fps"

    def test_the_wish_to_stop_ends_a_wait(self, open_it: OpenSource, tmp_path: Path) -> None:
        path = tmp_path / "slow.avi"
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 1.0, (64, 48))
        for _ in range(2):
            writer.write(np.zeros((48, 64, 3), np.uint8))
        writer.release()
        stop_at_s = time.monotonic() + 0.2
        source = open_it(VideoFileSpec(path), should_stop=lambda: time.monotonic() > stop_at_s)
        source.read()
        with pytest.raises(CameraError, match="stopped"):
            source.read()
        source.close()
        assert time.monotonic() - stop_at_s < 0.3, "the frame itself is due after 1 s"

    def test_letters_of_every_script_in_the_path(
        self, open_it: OpenSource, video_file: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "视频 ünï.avi"
        shutil.copy(video_file, path)
        source = open_it(VideoFileSpec(path))
        assert source.read().source_label == "视频 ünï.avi"
        source.close()

    @pytest.mark.parametrize("content", [b"", b"not a video", b"RIFF\0\0\0\0AVI LIST"])
    def test_a_file_that_is_no_video(
        self, open_it: OpenSource, tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "clip.avi"
        path.write_bytes(content)
        assert trouble_of(open_it, VideoFileSpec(path)) is CameraTrouble.UNREADABLE

    def test_a_video_cut_off_in_the_middle_ends_early(
        self, open_it: OpenSource, video_file: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "cut.avi"
        data = video_file.read_bytes()
        path.write_bytes(data[: len(data) * 2 // 3])
        source = open_it(VideoFileSpec(path))
        trouble, *_ = read_to_the_end(source)
        source.close()
        assert trouble is CameraTrouble.ENDED

    def test_a_name_that_looks_like_a_series_is_one_file(
        self, open_it: OpenSource, video_file: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "clip_%02d.avi"
        shutil.copy(video_file, path)
        source = open_it(VideoFileSpec(path))
        assert shade(source) < SHADE_STEP
        source.close()

    def test_missing_folder_and_missing_file(self, open_it: OpenSource, tmp_path: Path) -> None:
        missing = VideoFileSpec(tmp_path / "none.mp4")
        assert trouble_of(open_it, missing) is CameraTrouble.NO_FILE
        assert trouble_of(open_it, VideoFileSpec(tmp_path)) is CameraTrouble.UNREADABLE


class TestImageFile(FrameSourceContract):
    @pytest.fixture
    def picture_file(self, tmp_path: Path) -> Path:
        path = tmp_path / "脸.png"
        picture = np.zeros((90, 120, 3), np.uint8)
        picture[:, :, 2] = 200
        path.write_bytes(cv2.imencode(".png", picture)[1].tobytes())
        return path

    @pytest.fixture
    def opener(self, open_it: OpenSource, picture_file: Path) -> Opener:
        return lambda wish: open_it(ImageFileSpec(picture_file), should_stop=wish)

    def test_the_same_picture_ten_times_a_second(self, source: FrameSource) -> None:
        frames = [source.read() for _ in range(4)]
        assert all(frame.pixels[0, 0].tolist() == [0, 0, 200] for frame in frames)
        length_s = frames[-1].captured_at_s - frames[0].captured_at_s
        assert 0.25 < length_s < 0.9
        assert source.description == "脸.png, 120x90 at 10 fps"

    def test_what_the_decoder_refuses_is_unreadable(
        self, open_it: OpenSource, tmp_path: Path
    ) -> None:
        path = tmp_path / "x.png"
        path.write_bytes(b"\x89PNG no more")
        assert trouble_of(open_it, ImageFileSpec(path)) is CameraTrouble.UNREADABLE

    def test_a_picture_too_large_is_not_read(self, open_it: OpenSource, tmp_path: Path) -> None:
        path = tmp_path / "x.png"
        with path.open("wb") as file:
            file.truncate(64 * 1024 * 1024 + 1)
        with pytest.raises(CameraError, match="too large"):
            open_it(ImageFileSpec(path))

    def test_a_missing_picture(self, open_it: OpenSource, tmp_path: Path) -> None:
        missing = ImageFileSpec(tmp_path / "none.png")
        assert trouble_of(open_it, missing) is CameraTrouble.NO_FILE

    def test_a_picture_that_may_not_be_read(self, open_it: OpenSource, picture_file: Path) -> None:
        picture_file.chmod(0)
        with no_privileges():
            assert trouble_of(open_it, ImageFileSpec(picture_file)) is CameraTrouble.DENIED
