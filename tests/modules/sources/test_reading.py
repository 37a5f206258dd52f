import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from interurban.modules.sources.errors import InputTooLarge, ItemTooLarge, UnreadableInput
from interurban.modules.sources.formats import reading
from interurban.modules.sources.formats.json_values import Broken, json_values
from interurban.modules.sources.formats.reading import members


def values(raw: bytes | str) -> list[object]:
    data = raw.encode() if isinstance(raw, str) else raw
    return list(json_values(io.BufferedReader(io.BytesIO(data))))  # type: ignore[arg-type]


def contents(path: Path, *suffixes: str) -> list[tuple[str, bytes]]:
    return [(member.name, member.read()) for member in members(path, suffixes)]


def tar_of(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return buffer.getvalue()


def test_packed_inputs_are_told_by_content(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(gzip.compress(b"a"))
    (tmp_path / "b.xz").write_bytes(lzma.compress(b"b"))
    (tmp_path / "c.tar.xz").write_bytes(
        lzma.compress(tar_of({"x/1.xml": b"1", "x/2.xml.gz": gzip.compress(b"2")}))
    )
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("z.xml", b"z")
        archive.writestr("y.xml", b"y")
    assert [data for _, data in contents(tmp_path)] == [b"a", b"b", b"1", b"2", b"y", b"z"]


def test_a_zip_inside_a_gzip_is_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("z.xml", b"z")
    (tmp_path / "d.gz").write_bytes(gzip.compress(buffer.getvalue()))
    assert contents(tmp_path / "d.gz") == [("z.xml", b"z")]


def test_folders_are_read_in_a_fixed_order_and_only_what_is_asked_for(tmp_path: Path) -> None:
    for name in ("b/2.xml", "a/1.xml", "a/.hidden.xml", "read.me"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert [name for name, _ in contents(tmp_path, ".xml")] == ["a/1.xml", "b/2.xml"]


def test_a_bomb_is_stopped_while_it_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ITEM_BYTES", 1024**3)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(64 * 1024 * 1024)))
    with pytest.raises(InputTooLarge, match="250-fold"):
        contents(tmp_path / "bomb.gz")


def test_the_whole_input_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_TOTAL_BYTES", 10)
    (tmp_path / "a").write_bytes(bytes(11))
    with pytest.raises(InputTooLarge):
        contents(tmp_path / "a")


def test_too_deep_packing_is_refused(tmp_path: Path) -> None:
    data = b"x"
    for _ in range(reading.MAX_DEPTH + 1):
        data = gzip.compress(data)
    (tmp_path / "deep.gz").write_bytes(data)
    with pytest.raises(InputTooLarge, match="packed more than"):
        contents(tmp_path / "deep.gz")


def test_one_item_has_a_limit_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ITEM_BYTES", 10)
    (tmp_path / "a.xml").write_bytes(bytes(11))
    with pytest.raises(ItemTooLarge):
        contents(tmp_path)


def test_damage_and_absence_are_said(tmp_path: Path) -> None:
    (tmp_path / "cut.xz").write_bytes(lzma.compress(b"hello" * 1000)[:-20])
    with pytest.raises(UnreadableInput, match="damaged"):
        contents(tmp_path / "cut.xz")
    with pytest.raises(UnreadableInput, match="no file or folder"):
        contents(tmp_path / "absent")


def test_objects_run_together_with_a_byte_order_mark() -> None:
    assert values('\ufeff{"a":1}{"b":2} {"c":3}') == [{"a": 1}, {"b": 2}, {"c": 3}]


def test_more_than_one_buffer_of_objects_run_together() -> None:
    assert len(values('{"a":"' + "x" * 1000 + '"}' * 1 + ('{"a":"' + "y" * 1000 + '"}') * 999)) == 1000


def test_lines_with_carriage_returns_only() -> None:
    assert values(b'{"a":1}\r{"b":2}\r') == [{"a": 1}, {"b": 2}]


def test_latin_1_where_utf_8_was_meant() -> None:
    assert values(b'{"a":"caf\xe9 \x80"}') == [{"a": "café €"}]


def test_utf_16_with_its_mark() -> None:
    assert values('{"a":"ž"}'.encode("utf-16")) == [{"a": "ž"}]


def test_a_broken_line_does_not_lose_the_others() -> None:
    found = values('{"a":1}\n{"b": oops}\n{"c":"open\n{"d":4}\n')
    assert [item for item in found if not isinstance(item, Broken)] == [{"a": 1}, {"d": 4}]
    assert [item.text.strip() for item in found if isinstance(item, Broken)] == ['{"b": oops}', '{"c":"open']


def test_a_broken_object_among_run_together_ones_does_not_lose_the_others() -> None:
    found = values('{"a":1}{"b":oops}{"d":4}')
    assert [item for item in found if not isinstance(item, Broken)] == [{"a": 1}, {"d": 4}]


def test_a_printed_document_is_one_value() -> None:
    assert values('{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}\n') == [{"a": [{"b": 1}]}]


def test_a_value_cut_short_is_broken() -> None:
    assert isinstance(values('{"a": [1, 2')[0], Broken)


def test_deep_nesting_is_broken_and_not_fatal() -> None:
    found = values('{"a":1}\n' + "[" * 100_000 + "\n" + '{"b":2}')
    assert found[0] == {"a": 1}
    assert isinstance(found[1], Broken)


def test_a_number_of_ten_thousand_digits_is_broken_and_not_fatal() -> None:
    found = values('{"a":' + "9" * 10_000 + '}\n{"b":2}')
    assert isinstance(found[0], Broken)
    assert found[1] == {"b": 2}


def test_nothing_is_nothing() -> None:
    assert values("") == []
    assert values(" \n\n ") == []
