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
- ``divisors`` finds "per AI article" and other measures to divide by.
- ``index_base`` finds the year that an index sets to 100.
- ``ranks`` finds "top five", "third" and "fewest".
- ``operation_words`` lists the word families that ask for an operation.
- ``operations`` finds all these cues in a question.
- ``exclusions`` finds the places that a question wants left out.
- ``thresholds`` finds the numbers that set a condition.
- ``place_filters`` finds conditions on which places are ranked at all.
- ``slots`` finds all parts of a question, one after the other.
- ``shares`` tells shares from counts, and the whole of a share.
- ``subjects`` chooses what is counted.
- ``sides`` finds places that stand together, and what is left of the world.
- ``partners`` tells what two places did with each other from what each did.
- ``leaders`` finds a place that is taken to be first.
- ``choose`` chooses the operation by a list of rules.
- ``scope`` tells rows from wholes and from blocs whose members are meant.
- ``intents`` says whether figures or passages answer, or nothing here should.
- ``question`` puts a reading together from these parts.
- ``entity_readings`` holds what is asked of a table of things, as data.
- ``entity_names`` finds rows of such a table, and values of its lists, by their names.
- ``entity_words`` finds the words of its description.
- ``entity_index`` puts names and words of every such table together.
- ``entity_scan`` finds all that one question holds of one table.
- ``entity_conditions`` reads what the rows must meet.
- ``entity_operations`` chooses what is to be done with them.
- ``read_entities`` puts a reading of such a table together, and merges follow-ups.
- ``entity_standalone`` writes out such a follow-up as a question of its own.
- ``leaning`` tells whether a question leans on the one before it.
- ``follow`` merges a follow-up with the reading before it.
- ``two_questions`` splits several questions in one, and reads each.
- ``standalone`` writes out a follow-up as a question of its own.
"""
