"""The language-model engine: any OpenAI-compatible endpoint over the same tools.  Reading order:

endpoint    the settings as a chat model, and where it stands
failures    what can go wrong there, as one sentence for the reader
limits      calls, tokens, seconds and money that one answer may take
defuse      hostile text made harmless before a model or a reader sees it
notebook    the evidence of one answer, numbered so that sentences can cite it
tools       the four tools as the model calls them
standing    whether a sentence that could not be checked may be shown
prompts     what the model is told
messages    the conversation as the model reads it, trimmed
loop        the agent's loop over the model, as words and steps
pump        the loop in a thread of its own, so that its silence has a limit
writing     the model's words as checked sentences
engine      one answer: model and tools, sentence by sentence through the gate
answering   the answer that is kept: the model's, or the grounded one that stands in
probe       what an endpoint can do, for `onrecord doctor`
"""
