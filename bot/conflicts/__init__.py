"""Conflicts: where the sources of a store disagree, found from what they say.

records              a conflict and its sides
observations         every value of the measures that try to measure one thing
compare_figures      values of one place and time against each other
classify             period, definition, revision, rounding or true conflict, and why
statements           the figures that sentences state, with what each is bound to
kept_statements      they are read once a document, and kept without its words
compare_statements   stated figures against the tables, and against each other
find                 all of it, in the order a desk would read it
"""

__all__: list[str] = []
