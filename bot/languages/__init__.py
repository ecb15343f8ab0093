"""Languages: an answer in the language of its question.  In reading order:

printed_numbers  numbers as a language prints them, and back again for the check
vocabulary       places, measures and units in a language
patterns         sentences as patterns with slots, the same sentence in every language
translate        a draft in the language of its question, sentence by sentence
statement_words  the words by which a statement says what it says, in English
statements       a sentence of somebody else's as English, for the check to read
speak            the same, each sentence checked before it takes the place of the English one

Sentences are written once, in English, with their figures bound to cells.  A sentence whose
pattern is in ``patterns.toml`` is rendered again in the asker's language from the same parts, so
that each number keeps its binding; the gate reads it in that language.  A sentence without a
pattern, or with a measure that has no name in the language, stays English.
"""

__all__: list[str] = []
