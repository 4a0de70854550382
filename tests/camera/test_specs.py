import string
import traceback
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liveness_station.camera.specs import (
    DemoSpec,
    DeviceSpec,
    ImageFileSpec,
    SourceError,
    SourceSpec,
    StreamSpec,
    VideoFileSpec,
    describe,
    parse_source,
)

SECRETS = st.text(string.ascii_letters + string.digits, min_size=6, max_size=12).map(
    lambda text: f"zQ{text}"
)


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("0", DeviceSpec(index=0)),
        (" 12 ", DeviceSpec(index=12)),
        ("/dev/video3", DeviceSpec(index=3)),
        ("Logitech BRIO", DeviceSpec(name="Logitech BRIO")),
        ("c920", DeviceSpec(name="c920")),
        ("摄像头", DeviceSpec(name="摄像头")),
        ("demo", DemoSpec()),
        ("DEMO", DemoSpec()),
        ("http://10.0.0.5:8080/video", StreamSpec("http://10.0.0.5:8080/video")),
        ("HTTPS://cam/x", StreamSpec("HTTPS://cam/x")),
        ("rtsp://u:p@cam:554/ch1?x=1", StreamSpec("rtsp://u:p@cam:554/ch1?x=1")),
        ("rtsps://[fe80::1]:322/a", StreamSpec("rtsps://[fe80::1]:322/a")),
    ],
)
def test_what_can_be_written(text: str, spec: SourceSpec) -> None:
    assert parse_source(text) == spec


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "write a camera's number"),
        ("   ", "write a camera's number"),
        ("ftp://cam/x", "write http://"),
        ("file:///a/b.mp4", "its path alone"),
        ("http://", "write http://host:port/path"),
        ("http://host:99999/", "write http://host:port/path"),
        ("http://host:0/", "write http://host:port/path"),
        ("http://[::1/", "write http://host:port/path"),
        ("http://host/a b", "write http://host:port/path"),
        ("http://host/a\tb", "write http://host:port/path"),
        ("/dev/sda", "write /dev/video0"),
        ("/dev/video", "write /dev/video0"),
        ("/no/such/clip.mp4", "no file at"),
        ("clip.mp4", "no file at"),
        (r"C:\no\such.jpg", "no file at"),
        ("name\0with zero", "write a camera's number"),
        ("a" * 5000 + ".png", "no file at"),
    ],
)
def test_what_cannot_be_written_says_what_to_write_instead(text: str, advice: str) -> None:
    with pytest.raises(SourceError, match=advice):
        parse_source(text)


@pytest.mark.parametrize("name", ["脸.png", "a.JPG", "b.jpeg", "c.webp"])
def test_a_picture_is_known_by_its_ending(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert parse_source(str(path)) == ImageFileSpec(path)


@pytest.mark.parametrize("name", ["a.mp4", "没有.avi", "without_ending"])
def test_every_other_file_is_a_video(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    assert parse_source(str(path)) == VideoFileSpec(path)


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="one file"):
        parse_source(str(tmp_path))


def test_the_home_folder_may_be_written_short(own_home: Path) -> None:
    (own_home / "clip.mp4").touch()
    assert parse_source("~/clip.mp4") == VideoFileSpec(own_home / "clip.mp4")


@pytest.mark.parametrize(
    ("spec", "label"),
    [
        (DeviceSpec(index=1), "camera 1"),
        (DeviceSpec(index=1, name="C920"), "C920"),
        (DeviceSpec(port="1-3"), "camera"),
        (VideoFileSpec(Path("/a/b/clip.mp4")), "clip.mp4"),
        (ImageFileSpec(Path("/a/b/face.png")), "face.png"),
        (DemoSpec(), "demo"),
        (StreamSpec("http://10.0.0.5:8080/video"), "http://10.0.0.5:8080/video"),
        (StreamSpec("rtsp://u:p@[fe80::1]:554/ch1?x=1#y"), "rtsp://[fe80::1]:554/ch1"),
        (StreamSpec("http://cam/"), "http://cam"),
        (StreamSpec("rtsp://cam/user=admin_password=tl_channel=1"), "rtsp://cam/…"),
        (StreamSpec("http://cam/0123456789abcdef0123456789abcdef/x"), "http://cam/…"),
        (StreamSpec("not an address"), "stream"),
    ],
)
def test_labels(spec: SourceSpec, label: str) -> None:
    assert describe(spec) == label


def everything_said_of(url: str) -> str:
    try:
        spec = parse_source(url)
    except SourceError as error:
        return "".join(traceback.format_exception_only(error)) + f"{error.__context__!r}"
    return describe(spec) + repr(spec)


@given(
    user=SECRETS, password=SECRETS, query=SECRETS, scheme=st.sampled_from(["http", "rtsp", "ftp"])
)
def test_no_secret_of_an_address_is_repeated(
    user: str, password: str, query: str, scheme: str
) -> None:
    for tail in (f"cam/a?token={query}", f"cam:x/{query}", f"[cam/{query}", f"cam:0/#{query}"):
        said = everything_said_of(f"{scheme}://{user}:{password}@{tail}")
        assert not any(secret in said for secret in (user, password, query))
