"""Know: documents, figures and places as files, and the readers for them.

The files in reading order:

errors      what can go wrong, as one tree
settings    read once, passed down
place_sums  codes for places added up, left out or paired
tiles       where each country stands on a map of equal squares
sources     the publications we cite
offline     no connection to another machine, where settings forbid it
endpoint    where the OpenAI-compatible endpoint stands
cleaning    text without what nobody can see
blocks      headings and paragraphs of a text
documents   the text we hold of each source
tables/     a reader's own table files, read with suspicion
contents    what a file, a page or a letter holds, on the way to a document
decoding    bytes to text, whatever they were saved as
archives    ZIP files, looked at before they are unpacked
pdf_words, pdf_columns, pdf_furniture, pdf_tables, pdf_paragraphs
            a PDF's words, in reading order, without running heads, as paragraphs and tables
read_text, read_html, read_docx, read_epub, read_email, read_pdf
            a reader for each kind of file
strays      lines that no writer wrote: random letters, links, another script
boilerplate what a page says about itself: sign up, share, accept cookies
tidy        a document without either, and a list of what went
instructions
            words that give orders to an assistant
readers     a reader's own files as documents
folders     the files of a folder that can be read
addresses   which hosts may be asked for a page, and at which addresses
fetch       one page from the public internet, within limits
"""
