"""Prose: the gate for text that carries no bindings of its own, such as a language model's.

Pure: over the text, its citations, and what names and measures mean.  In reading order:

sentence_gate   text goes in as it comes, sentences come out after their check
check_answer    a whole answer: each sentence matched, computed, unmatched or not checked
check_sentence  one sentence: its markers, its quotations, its figures, then its words
other_languages the same for one in French, German, Spanish or Chinese
check_figures   its numbers and its direction against cited rows
check_words     a sentence against the sentences of cited passages
checked         a sentence and its numbers, with what the check made of them
cite            citations from what the tools brought back
cited           citations as series, ranks, lone values and texts
explain         which cited cell, or which computation from cited cells, a number is
quotes          exact, fabricated, stitched together, or from another source
"""

__all__: list[str] = []
