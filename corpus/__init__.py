"""Know: documents, figures and places as files, and the readers for them.

The files in reading order:

errors      what can go wrong, as one tree
settings    read once, passed down
sources     the publications we cite
cleaning    text without what nobody can see
blocks      headings and paragraphs of a text
documents   the text we hold of each source
readers     a reader's own files as documents
"""
