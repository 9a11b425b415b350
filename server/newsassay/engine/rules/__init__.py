"""Rules as data: one file a signal, in a notation over words and word classes, compiled once and run by C.

Reading order: `pattern` and `notation` (patterns as trees, and how they are written), `rule_file` (a signal's file), `alphabet` (what a token is to the rules),
`matching` (trees to regular expressions), `compiled` (a cue's), `openings` (where cues can start), `rulebook` (all files), `judging` (the
rulebook on a text).
"""
