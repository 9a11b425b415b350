"""What is read off a text model when asked for: names and people, quantities and dates, contexts, summaries.

A layer is made by a function of a FieldText or Document, and asked for with its `layer` method.
"""
