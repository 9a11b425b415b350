"""What holds for every test."""

from hypothesis import settings

# Machines differ in speed and load; a slow example is no failure.
settings.register_profile("newsassay", deadline=None)
settings.load_profile("newsassay")
