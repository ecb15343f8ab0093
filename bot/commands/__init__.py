"""The commands of the command line, one file per verb.

printing    answers to stdout, everything else to stderr, JSON that any reader accepts
progress    long work: a bar on a terminal, plain lines when piped
failures    an error as one line and an exit code; the traceback goes to the log
batch       many questions from a JSONL file, one flushed line per turn
ask         answer a question
check       check a claim or a draft
annotated   drafts read from a file and written back with their verdicts
build       build the index
catalogue   list the sources and the measures
add         add a reader's own documents
added       list those documents, and read them again
add_figures add a reader's own table, its columns guessed and confirmed
remove      take back what was added
sql         run one SELECT over the published views
conflicts   list where sources disagree
verify      answer kept questions again, and say what changed
export      write an answer with its sources as a file
feedback    list what readers called wrong, as question-file items too
evaluate    score question files, retrieval, claims, attacks and lies
listening   whether the port that a server is to listen on is free
chat        open the chat page
"""

__all__: list[str] = []
