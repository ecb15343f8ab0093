"""Place sums: codes for places added up, left out or paired read back as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.place_sums import read_sum, write_sum
from corpus.places import read_places

CODES = st.lists(
    st.sampled_from([place.code for place in read_places().places() if place.code.isalpha()]),
    min_size=2,
    max_size=5,
    unique=True,
)


@given(codes=CODES, n_minus=st.integers(0, 1))
def test_a_sum_reads_back_as_it_was_written(codes: list[str], n_minus: int) -> None:
    plus, minus = codes[: len(codes) - n_minus], codes[len(codes) - n_minus :]
    total = read_sum(write_sum(plus, minus))
    assert total is not None
    assert (tuple(plus), tuple(minus)) == (total.plus, total.minus)


def test_a_plain_code_is_no_sum() -> None:
    assert read_sum("NORTH_AMERICA") is None


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("EST+LVA", "Estonia and Latvia together"),
        ("WLD-USA-CHN", "the world without the United States and China"),
        ("USA&CHN", "the United States and China"),
    ],
)
def test_a_sum_has_a_name(code: str, sentence: str) -> None:
    assert sentence == read_places().place(code).sentence


def test_a_place_of_the_files_goes_before_a_sum_of_the_same_letters() -> None:
    assert "the EU-27 and the UK together" == read_places().place("EU27+GBR").sentence


def test_a_sum_of_unknown_places_is_no_place() -> None:
    assert "XXX+USA" not in read_places()
    with pytest.raises(CorpusError, match="XXX"):
        read_places().place("XXX+USA")
