"""Measure: what ``onrecord eval`` and ``make bench`` run.

numbers        every value that the numbers written in a text can have
expectations   what a question file expects of an answer, and what of it does not hold
questions      ask a question file and count the outcomes
measures       nDCG, recall, MAP and MRR of ranked lists
retrieval      search over a BEIR folder: dense, keyword, fused
claims         judge claims against evidence that comes with them
attacks        plant instructions in the evidence and count what is obeyed
bench          the budgets of time, memory and size, beside what is measured
"""

__all__: list[str] = []
