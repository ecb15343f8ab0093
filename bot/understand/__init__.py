"""Understanding: from a reader's words to a reading.  Pure: same words, same reading.

In reading order:

- ``tokens`` cuts a text into words with their offsets, folded for matching.
- ``words`` lists the words that say nothing about a subject, and those that ask for something.
- ``spelling`` mends slips in a question's grammar and subject.
- ``gloss`` puts the grammar of French, German, Spanish and Chinese questions into English.
- ``places`` finds countries, blocs and regions under any of their names.
- ``measures`` ranks what may be counted by the catalogue's words.
- ``sources`` finds the sources that a question names.
- ``knowledge`` holds these indexes, built once from the shipped catalogues.
- ``periods`` holds years and quarters as data.
- ``find_period`` finds the period that a question states.
- ``number_words`` says what digits, spelled numbers, scales and fractions are worth.
- ``number_patterns`` says what numbers look like in a text.
- ``quantities`` finds every number of a text with its kind and hedge.
- ``normalisers`` finds "per head" and "per billion dollars of GDP".
- ``ranks`` finds "top five", "third" and "fewest".
- ``operation_words`` lists the word families that ask for an operation.
- ``operations`` finds all these cues in a question.
- ``exclusions`` finds the places that a question wants left out.
- ``thresholds`` finds the numbers that set a condition.
- ``slots`` finds all parts of a question, one after the other.
- ``shares`` tells shares from counts, and the whole of a share.
- ``subjects`` chooses what is counted.
- ``choose`` chooses the operation by a list of rules.
- ``scope`` tells rows from wholes and from blocs whose members are meant.
- ``intents`` says whether figures or passages answer, or nothing here should.
- ``question`` puts a reading together from these parts.
- ``leaning`` tells whether a question leans on the one before it.
- ``follow`` merges a follow-up with the reading before it.
- ``standalone`` writes out a follow-up as a question of its own.
"""
