"""What worker processes are forked from: loads the engine and warms it, so that they share it and are ready at once."""

import gc

# What is loaded stays: looking through it for garbage, again and again, takes a fifth of a start.
gc.disable()

import newsassay.server.worker  # noqa: E402, F401 - not before
