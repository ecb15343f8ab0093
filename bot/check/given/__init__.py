"""Given: judge a claim by the evidence that comes with it, a table or passages of any kind.

Pure, without a model, and without knowledge of the store.  In reading order:

judge           a verdict from a table, from passages, or none
judge_table     each clause of a claim by the rule it is of, if every word is accounted for
grid            any table as rows and typed columns, with an index of what stands in it
cells           a cell as words, a number, a date or a score
link            which cells, columns and numbers a claim names
scene           the conditions that a claim sets for rows
rows            which rows meet all that a claim says
rules           the kinds of claim, in the order in which they are tried:
comparisons     "A has more X than B", "the same X"
counts          "there were 5 X in Y", sums and averages
quantifiers     "the only X", "all X", "most of the X"
superlatives    "the highest X is Y", "the first X"
lookups         one row has everything that is named
words           the words by which claims about tables compare, rank, count and limit
judge_text      a claim against sentences: words, numbers, polarity, names
"""

__all__: list[str] = []
