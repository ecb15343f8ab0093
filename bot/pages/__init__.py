"""The pages: read state, call Onrecord, draw.  In reading order:

- ``opening``: open Onrecord behind the page, once for all readers
- ``look``: the stylesheet, and the small pieces of HTML that pages share
- ``answer_body``: the text of an answer, as one component (with ``.css`` and ``.js``)
- ``evidence``: the sources of an answer, opened at the cited words or cells
- ``chips``: how a question was understood, in a reader's words
- ``turns``: one question with its answer, finished or running
- ``conversations``: the list in the sidebar
- ``ask``, ``check``, ``sources``: the three pages themselves
"""

__all__: list[str] = []
