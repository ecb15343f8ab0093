"""How Onrecord answers.  Reading order:

answers      the answer as data
readings     the question as data
understand/  from words to a reading
plan         which tools a reading needs
tools        what the tools do
passage_search
             the passages a question needs, with what tells whether they answer it
sentence_vectors
             how close the sentences of passages are to a question
calculate/   from a reading to SELECTs and their rows
compose/     from rows and passages to sentences
languages/   an answer in the language of its question
check/       no sentence leaves before its numbers are checked
release      what passed, as events and as the answer that is kept
grounded     these functions behind a chat model's face
agent        the loop of model and tools
late_packages
             parts of LangChain's libraries that load when they are asked for
direct       the same without the loop, for an answer inside another answer
language_model/
             a language model over the same tools, behind the same check
serve/       Onrecord for newsroom tools: HTTP and MCP
events       what a running answer tells its listener
permalinks   what an answer is made of as one hash, and links that nobody can guess
history_schema, history_file, history_records
             the file of conversations: its steps, its transactions, its records
history      kept conversations: listed, searched, linked to, deleted
provenance   how an answer came about, as data
store_state  what the store held when an answer was given
reasons      why a kept answer comes out otherwise now
verify       a kept question answered again
conflicts/   where sources disagree, from their data and their words
feedback     what readers called wrong, as question-file items
export/      an answer as a file that carries its sources
redaction    kept answers without the words of a document that was removed
figure_redaction
             the same for a table that was removed
own_documents
             what the desk and a reader add, list, read again and remove
parts        what an Onrecord is made of
keeping      what an answer is kept with
asking       a question answered, a text checked
onrecord     all of it as one object
cli, pages/  how people reach it
evals/       how it is measured
"""
