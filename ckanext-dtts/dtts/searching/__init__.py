"""What a reader's words mean: words for the same, places of today and before, codes, slips of typing.

Nothing here knows of an index: the glue makes a query of what is understood.
"""
