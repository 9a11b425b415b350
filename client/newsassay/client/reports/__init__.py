"""Reports as people and other tools read them: one module per format, chosen by formats.py.

Every renderer is a pure function from results to text; nothing here opens a file or knows a terminal.
"""
