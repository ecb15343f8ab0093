"""Compose: from rows and passages to sentences.  Pure.  In reading order:

answer         from a reading and its evidence to a draft
decide         whether figures, passages or neither answer
library        what names are looked up in
draft          sentences whose numbers carry the cells they come from
draft_answer   a whole answer before its check
join_drafts    the answers to several questions as one
clauses        the pieces that sentences from tables are put together from
wording        places, periods, measures and sources in sentences
numbers        numbers as printed
sourcing       where the figures just given stand
verdicts       yes or no, where a question states what the figures settle
values         look-ups and comparisons
differences    how far apart two places are, and how many times one the other
totals         sums, means and medians
changes        growth and trends
peaks          the highest and lowest year, records, the biggest step
indexes        series with one year set to 100
pairs          what two places did with each other, and a place's partners
conditions     when, since when and how often a condition held
overtaking     when one place passed another
told_overtakings
               when texts say that it did
ranked_words   by what places are ranked, among whom, and their values
against        places held against another one
rankings       top and bottom places, ranks, counts over a threshold
others         what other measures of the same concept say
conflicts      two values for the same thing
caveats        what must be known before figures are compared
premises       what a question takes for granted, held against the figures
entity_clauses rows, values and conditions of a table of things in sentences
entity_rows    rows that a question names
entity_texts   what documents say of those rows
entities       superlatives, counts, lists, shares and statistics of such a table
same_words     what questions say for the words that sources use
as_written     phrases for which the sources have others
content_words  the words that say what a text is about
subject_words  what a measure or a phrase counts
named_places   whether a sentence speaks of a place
named_sources  which documents a question means
answer_kinds   whether a sentence holds the kind of thing that is asked for
added_documents
               what a citation says of a document that somebody added
instruction_flags
               marking what gives orders to assistants
extract        the sentences of passages that answer a question
asked_for      whether a sentence has the value, deed, doer and topic that are asked for
deeds          what somebody is asked to have done, and how sentences say it
confidence     how sure it is that a sentence answers at all
second_asks    what else a question asks for, from the same document
found_sentences
               the sentences that answer best, and whether they do
sayings        what somebody says whom a question names
sides          what several sources say beside each other
narrowed       whether a sentence keeps to what narrows the question
text_premises  what a question takes for granted, held against the sentence found
reversals      another's work, a thing denied by error, a word as its opposite
contradictions sentences that give the lie to what a question takes for granted
passages       an answer made of exact sentences
about_onrecord how many documents and data sets there are
about_source   what is known of a source itself
summaries      one source in a few of its own sentences
refusals       what is missing, and what lies nearest
table_charts   which chart a table asks for
charts         drawing it, as Vega-Lite
chart_lines    series over time in one panel
chart_multiples
               many of them, each in a small panel
chart_bars     places in their order
chart_tiles    many places as a map of equal squares
chart_points   scales, labels and descriptions of a chart
markup         an answer's Markdown as safe HTML
"""

__all__: list[str] = []
