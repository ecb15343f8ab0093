"""Check: no sentence leaves before its numbers are checked, and claims of others are judged.

An answer, in reading order:

gate                no sentence is released before each of its numbers has been checked
recompute           redo a derivation from its input cells

A claim, in reading order:

claims              judge each claim of a text against the store
bare_text           a draft without its markup, letter for letter in the same places
claim_language      a claim of another language in the English that claims are read in
split_claims        a text as sentences, and clauses that state figures of their own
refer_back          what "it" stands for at the start of a draft's sentence
relative_clauses    the two statements of a claim with a clause about its subject
template            a claim with its places, numbers and years as numbered marks
patterns            the words by which a claim compares and ranks
assertions          what a claim says, as data
read_claim          from a claim's words to what it asserts
claim_scope         its marks, times and subjects while it is read
bind_numbers        which place and time each of its numbers belongs to
read_comparisons    more than, twice as many as, ahead of
read_changes        rose, doubled, by 12 per cent
read_ranks          third, the top five, first years, how many places
read_values         each number that is left
find_evidence       the series and passages a claim can be held against
subject_words       the words that narrow down what is counted
series              the values of one measure
judge_claim         all assertions against all evidence
judge_figures       one assertion against one series
picking             the cells an assertion speaks of
judge_values        a number of a place
judge_pairs         two places against each other
judge_changes       which way, by how much, since when
judge_ranks         a place among others
judge_passages      a claim against sentences
judge_things        a number of a model against the table of models
who_passed          whom it has overtake whom
judge_text_figures  its figures against those of one sentence
judge_origins       what else a wrong number is the number of; whether a right one was revised
draft_quotes        the quotations of a draft, held against every document
allowances          which true values a stated number leaves room for
judgements          what evidence says of one assertion
report              a verdict in sentences
wording             cells and stated numbers in words
annotate            a checked draft in Markdown, HTML or Word, each claim with its verdict

prose/              the gate for free text: a language model's sentences over cited evidence
given/              a claim against a table or passages that come with it
"""

__all__: list[str] = []
