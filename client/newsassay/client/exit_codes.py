"""Exit codes of the command line; 0 is fine and 2, wrong usage, is click's."""

BELOW_THRESHOLD = 1
FAILED = 3
INTERRUPTED = 130
