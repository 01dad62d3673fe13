"""What all tests share: hypothesis profiles of bounded time, the compiled extractor, and the seed pages."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_ODD = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

# `dev` looks for something new on each run, `ci` is the same on each, `thorough` is for an evening.
settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=_ODD)
settings.register_profile("ci", max_examples=120, deadline=None, derandomize=True, suppress_health_check=_ODD)
settings.register_profile("thorough", max_examples=3000, deadline=None, suppress_health_check=_ODD)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))
