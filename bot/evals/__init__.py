"""Measure: what ``onrecord eval`` and ``make bench`` run.

numbers        every value that the numbers written in a text can have
expectations   what a question file expects of an answer, and what of it does not hold
questions      ask a question file and count the outcomes
curve          the outcomes at every threshold of answering from passages
measures       nDCG, recall, MAP and MRR of ranked lists
retrieval      search over a BEIR folder: dense, keyword, fused
claims         judge claims against evidence that comes with them
lies           how many bent sentences the gate tells from honest ones
lie_cases      each sentence once with the facts and once with one thing exchanged
lie_facts      places, years and values drawn from a measure
lie_bending    what is exchanged, so that the sentence is false however one rounds
lie_words      facts rounded, spelled out, ranked
lie_sentences  how journalists would write figures
lie_quotes     quotations exact, changed, stitched and misattributed
attacks        plant instructions in the evidence and count what is obeyed
planting       hostile text put where an answer's evidence comes from
scripted_endpoint
               an OpenAI-compatible server that says what a script says
perfect_model  such a server that says what Onrecord's own engine would say
cassettes      conversations with an endpoint, recorded and replayed
budgets        what may be used, and what was measured
bench          measure everything that has a budget and print a table
bench_answers  importing, cold and warm answers, memory
bench_model    what is added to the time of a language model
made_up        passages, questions and vectors in any number
bench_search   search by the number of passages; recall of the approximate search
bench_build    building, embedding, the size of the install
bench_page     the page's server and the page in a browser
"""

__all__: list[str] = []
