"""Spare rows: no memory of the process is left in Chroma's index files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.spare_rows import blank_spare_rows
from index.vectors import VectorFolder

# glibc fills memory that is given out with the complement of this number.
PERTURB = 165
FILLED = bytes([PERTURB ^ 0xFF]) * 24

WRITE = """
import sys
from pathlib import Path
import numpy as np
from index.vectors import VectorFolder

vectors = VectorFolder(Path(sys.argv[1]), write=True)
row = np.ones((1, 384), dtype=np.float32)
vectors.upsert(["a"], row, [{"source": "s", "kind": "news", "digest": "d"}])
if sys.argv[2] == "close":
    vectors.close()
"""


def _written(folder: Path, how: str) -> bytes:
    environment = {**os.environ, "MALLOC_PERTURB_": str(PERTURB)}
    subprocess.run(
        [sys.executable, "-c", WRITE, str(folder), how], env=environment, check=True, timeout=60
    )
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only glibc fills memory on request")
def test_memory_of_the_process_is_not_in_the_files_of_a_new_collection(tmp_path: Path) -> None:
    assert FILLED in _written(tmp_path / "open", "leave")  # else this test sees nothing
    assert FILLED not in _written(tmp_path / "closed", "close")


def test_rows_with_a_vector_stay_as_they_are(tmp_path: Path) -> None:
    drawn = np.random.default_rng(0).normal(size=(250, 8)).astype(np.float32)
    rows = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    written = VectorFolder(tmp_path, write=True)
    names = [f"id{number}" for number in range(len(rows))]
    written.upsert(names, rows, [{"source": "s", "kind": "news"}] * len(rows))
    written.close()

    read = VectorFolder(tmp_path)

    assert [names[7]] == list(read.nearest(rows[7], limit=1))
    assert np.allclose(rows[7], read.vectors([names[7]])[names[7]])


def test_a_header_that_is_cut_short_is_passed_over(tmp_path: Path) -> None:
    segment = tmp_path / "segment"
    segment.mkdir()
    (segment / "header.bin").write_bytes(b"\x01\x00")
    (segment / "data_level0.bin").write_bytes(b"kept")

    blank_spare_rows(tmp_path)

    assert b"kept" == (segment / "data_level0.bin").read_bytes()
