"""Export: an answer or a conversation as a file that carries its sources with it.

exports       what is exported: title, answers, and the formats there are
notes         a citation as the note that a newspaper prints
tables        the cited tables as CSV, and the SQL that gives them
pictures      the chart as a picture where the renderer is installed
as_markdown   Markdown with footnotes
as_html       one HTML file that asks no other host for anything
as_docx       a Word document with real footnotes
footnotes     footnotes, which python-docx does not have
kept          what is exported, found among the kept answers
write         one of these as bytes, with its name and type
attribution   one sentence with its source, to copy
"""

__all__: list[str] = []
