"""What a text tells of, with typed values: quantities, dates, names and people, and where each stands.

A layer is made by a function of a FieldText or Document, and asked for with its `layer` method.
"""
