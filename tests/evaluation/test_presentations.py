"""Lists of presentations: folders and CSV files, and what is wrong with them."""

from pathlib import Path

import pytest

from liveness_station.evaluation.manifests import read_manifest
from liveness_station.evaluation.presentations import (
    Label,
    Medium,
    PresentationError,
    PresentationList,
    read_folder,
)


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def manifest(root: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = root / "manifest.csv"
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def read(root: Path, *lines: str, **where: str) -> PresentationList:
    return read_manifest(manifest(root, *lines), where=where)


def test_a_folder_says_label_species_and_group(tmp_path: Path) -> None:
    touch(tmp_path, "live/a.jpg", "live/张三/b.PNG", "spoof/打印/c.jpg", "spoof/replay/s1/d.mp4")
    touch(tmp_path, "spoof/e.jpg", "notes.txt", "other/f.jpg")
    listed = read_folder(tmp_path)
    found = {
        shown.name: (shown.label, shown.species, shown.group) for shown in listed.presentations
    }
    assert found == {
        "live/a.jpg": (Label.BONA_FIDE, "", "live/a.jpg"),
        "live/张三/b.PNG": (Label.BONA_FIDE, "", "张三"),
        "spoof/打印/c.jpg": (Label.ATTACK, "打印", "spoof/打印/c.jpg"),
        "spoof/replay/s1/d.mp4": (Label.ATTACK, "replay", "s1"),
        "spoof/e.jpg": (Label.ATTACK, "unspecified", "spoof/e.jpg"),
    }
    assert {shown.medium for shown in listed.presentations} == {Medium.PICTURE, Medium.CLIP}
    assert sum(count for _, count in listed.skipped) == 2
    assert listed.has_groups


def test_a_folder_of_one_side_alone_can_be_measured(tmp_path: Path) -> None:
    touch(tmp_path, "live/a.jpg")
    listed = read_folder(tmp_path)
    assert len(listed.presentations) == 1
    assert not listed.has_groups


@pytest.mark.parametrize(
    ("names", "message"), [((), "neither live/"), (("live/x.txt",), "no pict")]
)
def test_a_folder_without_presentations_is_refused(
    tmp_path: Path, names: tuple[str, ...], message: str
) -> None:
    touch(tmp_path, *names)
    with pytest.raises(PresentationError, match=message):
        read_folder(tmp_path)


def test_a_manifest_is_read_and_other_labels_are_counted(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg", "b.jpg", "c.mp4")
    listed = read(
        tmp_path,
        "\ufeffpath,label,attack_type,group,framing,anything",
        "a.jpg,live,,one,full_scene,1",
        "b.jpg,Spoof,print,two,full_scene,2",
        "c.mp4,attack,,,face_crop,3",
        "d.jpg,unlabelled,,,,4",
        "e.jpg,hostile,,,,5",
        "f.jpg,unlabelled,,,,6",
        "",
    )
    found = [
        (shown.name, shown.species, shown.group, shown.framing) for shown in listed.presentations
    ]
    assert found == [
        ("a.jpg", "", "one", "full_scene"),
        ("b.jpg", "print", "two", "full_scene"),
        ("c.mp4", "unspecified", "c.mp4", "face_crop"),
    ]
    assert dict(listed.skipped) == {"label unlabelled": 2, "label hostile": 1}


def test_conditions_leave_rows_out_and_count_them(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg")
    listed = read(
        tmp_path,
        "path,label,attack_type,framing",
        "a.jpg,live,,full_scene",
        "gone.jpg,live,,face_crop",
        framing="full_scene",
    )
    assert [shown.name for shown in listed.presentations] == ["a.jpg"]
    assert dict(listed.skipped) == {"framing is not full_scene": 1}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_a_spreadsheet_separates_with_is_understood(tmp_path: Path, delimiter: str) -> None:
    touch(tmp_path, "a.jpg")
    lines = ("path,label,attack_type,group", 'a.jpg,live,,"one"')
    listed = read(tmp_path, *(line.replace(",", delimiter) for line in lines))
    assert listed.presentations[0].group == "one"


HEADING = "path,label,attack_type,group"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("path,group", "a.jpg,x"), "no column label, attack_type"),
        (("",), "no column path"),
        ((HEADING, "a.jpg,livee,,"), "line 2: unknown label 'livee'"),
        ((HEADING, "a.jpg,live,"), "line 2: 3 cells"),
        ((HEADING, ",live,,"), "line 2: the path is empty"),
        ((HEADING, "a.jpg,live,,", "a.jpg,live,,"), "line 3: a.jpg stands in line 2"),
        ((HEADING, "gone.jpg,live,,"), "no such file: line 2: gone.jpg"),
        ((HEADING, "notes.txt,live,,"), "neither a picture nor a clip"),
        ((HEADING, "x.jpg,unlabelled,,"), "no row is left"),
        ((HEADING, '"a.jpg,live,,'), "line 2"),
        ((HEADING, "a\0.jpg,live,,"), "no such file"),
    ],
)
def test_a_bad_manifest_says_where(tmp_path: Path, lines: tuple[str, ...], message: str) -> None:
    touch(tmp_path, "a.jpg", "notes.txt")
    with pytest.raises(PresentationError, match=message):
        read(tmp_path, *lines)


def test_a_condition_needs_its_column(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg")
    with pytest.raises(PresentationError, match="no column framing"):
        read(tmp_path, HEADING, "a.jpg,live,,", framing="full_scene")


def test_many_missing_files_are_named_in_part(tmp_path: Path) -> None:
    with pytest.raises(PresentationError, match="and 4 more"):
        read(tmp_path, HEADING, *(f"gone{i}.jpg,live,," for i in range(9)))


def test_a_file_that_is_not_utf8_says_what_to_do(tmp_path: Path) -> None:
    path = manifest(tmp_path, HEADING, "张.jpg,live,,", encoding="gbk")
    with pytest.raises(PresentationError, match="save it as CSV UTF-8"):
        read_manifest(path, where={})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PresentationError, match=r"none\.csv"):
        read_manifest(tmp_path / "none.csv", where={})


@pytest.mark.shared_data
def test_the_shared_list_is_understood(shared_data: Path) -> None:
    listed = read_manifest(shared_data / "manifest.csv", where={"framing": "full_scene"})
    pictures = [shown for shown in listed.presentations if shown.medium is Medium.PICTURE]
    assert len(pictures) == 86
    assert {shown.species for shown in pictures} == {"", "print", "replay", "mask"}
    assert dict(listed.skipped)["label unlabelled"] > 0


def test_a_name_that_no_system_takes_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PresentationError, match="no such file") as refused:
        read(tmp_path, "path,label,attack_type", f"{'a' * 5000}.jpg,live,")
    assert len(str(refused.value)) < len(str(tmp_path)) + 200


def test_a_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "a.jpg")
    with pytest.raises(PresentationError, match="label more than once"):
        read(tmp_path, "path,label,attack_type,label", "a.jpg,live,,spoof")
    # Spreadsheets leave columns without a heading behind.
    assert read(tmp_path, "path,label,attack_type,,", "a.jpg,live,,,").presentations
