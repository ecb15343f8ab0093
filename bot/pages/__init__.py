"""The pages: read state, call Onrecord, draw.  In reading order:

- ``readers``: who is before the page, and how often one may ask
- ``opening``: open Onrecord behind the page, once, and give each reader theirs
- ``number_style``: figures as the reader's browser writes them
- ``look``: the stylesheet, and the small pieces of HTML that pages share
- ``answer_body``: the text of an answer, as one component (with ``.css`` and ``.js``)
- ``scripts``: what the page does in the browser without a look of its own (each with its ``.js``)
- ``evidence``: the sources of an answer, opened at the cited words or cells
- ``chips``: how a question was understood, in a reader's words
- ``edit_reading``: change one part of a reading, and what follows from it
- ``chip_editors``: the chips that open, each with what it may be instead
- ``next_questions``: what the same figures answer as well
- ``chart_view``: a chart in the page's colours, its views, and its files
- ``turn_notes``: what was not checked, caveats and disagreements
- ``provenance``: how an answer came about
- ``turn_footer``: copy, take away, link, provenance, "this is wrong"
- ``turns``: one question with its finished answer
- ``running``: one question while it is answered
- ``conversations``: the list in the sidebar
- ``engine_choice``: who writes the answers, and what leaves the machine
- ``confirm_table``: how a table would be read, to be confirmed
- ``own_files``: a reader's own documents and tables, taken in
- ``ask``: the page to ask on
- ``compared``: places on one measure, as two readings
- ``compare``: the page of comparisons
- ``draft_view``: a checked draft, annotated in its place
- ``check``: the page to check a draft on
- ``verifications``: whether a kept answer still holds
- ``kept``: the page of what is kept
- ``linked``: the page that a link opens
- ``coverage``: the places and years of a dataset, at a glance
- ``own_sources``: a reader's own sources, to add and remove
- ``sources``: the page of sources
"""

__all__: list[str] = []
