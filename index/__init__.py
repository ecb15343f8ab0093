"""Find: split, embed and build; search passages; query figures.

The files in reading order:

progress    how long work says how far it is
split       documents to passages and sentences, with exact offsets
encode      text to vectors: the encoder of the build and the one of the question
endpoint_encoder
            vectors from an OpenAI-compatible endpoint
export      the ONNX copy of the default encoder, checked equal
terms       the words of a text in the one form in which they are counted
postings    for each term the passages that hold it, in blocks inside SQLite
passages    documents and passages of a layer in SQLite, with their words
keywords    BM25 scores of passages for the words of a question
chroma_core Chroma's core, to read a collection without importing its client
vectors     the vectors of passages in Chroma
entities    tables of things, loaded and published as described
manifest    what a build was made of
layers      where stores lie, and which build is current
write       documents into a layer, their vectors first
build       the base store, beside the old one
added       what is known of each added document: where from, when, what was left out
erase       files of a small layer written anew, without a byte of what was removed
spare_rows  zeros over what the process had in memory and Chroma wrote behind the vectors
additions   documents that this installation or a reader adds
originals   added documents that we hold only a digest of: their words are preferred
take_in     a file, a page or a letter into a small layer, and what came of it
stage_figures
            a reader's table in a scratch database, one row a value
figure_reports
            what was read of a table, what was left out, what must be mended first
check_places, check_numbers, check_figures
            its places, times, numbers and flags; two values for one place and time
added_figures
            tables in a layer: kept, listed, removed
load_figures
            a table file into a layer, whole or not at all
preview_figures
            how the first rows of a table would be read
added_views the views of added tables, beside those of the base store
stores      the store that questions run over
duplicates  passages that say the same in nearly the same words
search      passages by meaning, by words, by both
"""
