"""Calculate: from a reading to SELECTs and their rows.  In reading order:

requests         exactly which cells one SELECT is to fetch
coverage         which places and years each measure has
availability     the times that a period asks for, of those that there are
resolve          from a reading to requests, or to the part of it that does not exist
resolve_cells    the places and times of a reading that names places
resolve_groups   which rows are added up where places stand together, or the rest is asked
resolve_pairs    what two places did with each other, or one place's partners
resolve_filters  which places are ranked at all
resolve_ranking  the universe and the time of a reading that puts places in order
compile          from a request to one SELECT
compile_layers   sums of places, an index and pairs, on top of the cells
entity_evidence  rows of a table of things
compile_entities what is asked of a table of things, as one SELECT
entity_store     what the store holds of such tables: names to read with, rows to answer
evidence         rows and passages, as the tools bring them back
"""

__all__: list[str] = []
