"""Signals that count or compare over an article.

Of consistency: repetition, drifting terms, stock biographies. Of sensationalism: what the opening takes up of a headline.
"""
