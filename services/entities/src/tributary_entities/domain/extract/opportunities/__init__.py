"""Finds opportunities in documents: jobs, grants, calls, bounties, tenders, competitions, scholarships.

The rules are vocabularies (`vocabulary/`) and grammar over them: cue words say what a text offers, dates and
sums are found by their form, and the cues around them say what they are.
"""
