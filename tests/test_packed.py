"""Packed files: any reader of gzip takes them, and every machine writes the same."""

import gzip
import re
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from site_builder.publishing.reproducible_gzip import gzipped

SITE_BUILDER = Path(__file__).parents[1] / "site_builder"


@given(st.binary() | st.sampled_from([65_534, 65_535, 65_536, 131_070, 200_000]).map(bytes))
def test_what_is_packed_comes_back(data: bytes) -> None:
    assert gzip.decompress(gzipped(data)) == data


def test_other_readers_take_it(tmp_path: Path) -> None:
    path = tmp_path / "words.gz"
    path.write_bytes(gzipped(b"words" * 30_000))
    done = subprocess.run(["gzip", "-dc", path], capture_output=True, check=True)
    assert done.stdout == b"words" * 30_000


def test_the_bytes_are_these() -> None:
    assert gzipped(b"ab").hex() == "1f8b08000000000000ff" + "010200fdff6162" + "6d48839e" + "02000000"


def test_nothing_else_packs() -> None:
    """What Python and its libraries write in packed form differs between their versions."""
    packing = re.compile(
        r"^\s*(?:import|from) (?:gzip|bz2|lzma|zipfile|tarfile)\b|zlib\.compress", re.MULTILINE
    )
    modules = SITE_BUILDER.rglob("*.py")
    found = {path.name for path in modules if packing.search(path.read_text(encoding="utf-8"))}
    # One unpacks, and what it packs stays in memory, uncompressed; the evaluation reads packed pages.
    assert found == {"workbook_parts.py", "pages.py"}
