"""A run, chapter by chapter: pipeline tells the story, the others what it is made of.

``world`` is all that a run meets and ``wiring`` chooses it; ``jobs`` has the packages to serve, ``resume`` what an
earlier run has made of them, ``history`` what is remembered, ``publish`` what becomes of all documents together.
"""
