"""Exit codes of the command line; 0 is fine. Wrong usage is mostly click's to find."""

BELOW_THRESHOLD = 1
USAGE = 2
FAILED = 3
INTERRUPTED = 130
