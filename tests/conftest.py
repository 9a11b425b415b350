"""What holds for every test."""

from hypothesis import HealthCheck, settings

# Machines differ in speed and load; a slow example is no failure, and neither are slowly made ones. The
# same examples in every run: a change is judged by what it does, and tests/fuzz looks for what is new.
settings.register_profile(
    "newsassay", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("newsassay")
