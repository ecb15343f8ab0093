"""Tidy: the blocks of a document without what is no part of it, and a list of what went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.blocks import Block
from corpus.boilerplate import boilerplate_reasons
from corpus.cleaning import clean_line
from corpus.contents import Dropped
from corpus.strays import main_script, mend_line, stray_reason

__all__ = ["tidy_blocks"]

_REPEATED = 3  # times: a short line that stands so often is no part of the text
_REPEATED_WORDS = 8
_SENTENCE_END = re.compile(r"[.!?:;。！？：；…]['\"”’»)\]]*$")


def tidy_blocks(blocks: Sequence[Block]) -> tuple[list[Block], list[Dropped]]:
    """Drop boilerplate and strays from blocks, mend lost characters, and say what was done.

    Headings with nothing left under them go too.  Prose stays letter for letter, whatever
    language it is in.
    """
    lines = [clean_line(block.text) for block in blocks]
    counts = Counter(lines)
    script = main_script(counts)
    reasons = boilerplate_reasons(lines)
    kept: list[Block] = []
    dropped: dict[tuple[str, str], Dropped] = {}

    strays = [line for line in counts if script and _is_stray_word(line, counts[line], script)]

    def note(text: str, reason: str, locator: str) -> None:
        before = dropped.get((text, reason))
        dropped[text, reason] = (
            replace(before, times=before.times + 1)
            if before is not None
            else Dropped(text=text, reason=reason, locator=locator)
        )

    for block, line, said in zip(blocks, lines, reasons, strict=True):
        if not line:
            continue
        reason = stray_reason(line, times=counts[line], script=script) or said
        if not reason and not block.level and _is_repeated(line, counts[line]):
            reason = "line repeated over and over"
        if reason:
            note(line, reason, block.locator)
            continue
        mended = mend_line(_without_strays(line, strays))
        if mended != line:
            note(_change(line, mended), "lost characters, mended", block.locator)
            block = replace(block, text=mended)
        kept.append(block)
    return _without_bare_headings(kept, bool(dropped)), list(dropped.values())


def _is_stray_word(line: str, times: int, script: str) -> bool:
    reason = stray_reason(line, times=times, script=script)
    return reason == "stray line in another script" and len(line) > 1


def _without_strays(line: str, strays: Sequence[str]) -> str:
    """Take words out of a line that stand as stray lines elsewhere in its document."""
    for stray in strays:
        if stray in line:
            line = clean_line(re.sub(rf"(?<!\w){re.escape(stray)}(?!\w)", " ", line))
    return line


def _is_repeated(line: str, times: int) -> bool:
    return (
        times >= _REPEATED
        and len(line.split()) <= _REPEATED_WORDS
        and not _SENTENCE_END.search(line)
        and not any(character.isdigit() for character in line)
        and ";" not in line  # a row of a table
    )


def _change(before: str, after: str) -> str:
    """Return the first place where two lines differ, with a few words around it."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    return f"…{before[max(0, at - 20) : at + 20].strip()}…"


def _without_bare_headings(blocks: list[Block], changed: bool) -> list[Block]:
    """Drop headings at the end under which everything was dropped."""
    end = len(blocks)
    while changed and end > 1 and blocks[end - 1].level:
        end -= 1
    return blocks[:end]
