"""What all tests share: hypothesis profiles of bounded time, and the compiled extractor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from databases import MISSING, Databases, server
from hypothesis import HealthCheck, Phase, settings

from extractor.patterns import Patterns, load

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

_ODD = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

# Shrinking a failing page may take minutes: CI names the page as found, a developer lets it shrink.
_QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
# `dev` looks for something new on each run, `ci` is the same on each, `thorough` is for an evening.
settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=_ODD)
settings.register_profile(
    "ci", max_examples=120, deadline=None, derandomize=True, phases=_QUICK, suppress_health_check=_ODD
)
settings.register_profile("thorough", max_examples=3000, deadline=None, suppress_health_check=_ODD)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def patterns() -> Patterns:
    """The package's own patterns."""
    return load()


@pytest.fixture(scope="session")
def extractor(patterns: Patterns) -> Extractor:
    """The whole pipeline, compiled once for all tests."""
    from extractor.pipeline import Extractor

    return Extractor(patterns)


@pytest.fixture(scope="session")
def _server() -> Iterator[Databases | None]:
    with server() as made:
        yield made


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """SQLite files, for what only they have."""
    return Databases("sqlite", str(tmp_path_factory.mktemp("databases")))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Databases of either kind: what is tested with them holds for both."""
    made = request.getfixturevalue("sqlite" if request.param == "sqlite" else "_server")
    if made is None:
        pytest.skip(MISSING)
    return cast("Databases", made)


@pytest.fixture(scope="module")
def compiled_once(extractor: Extractor) -> Iterator[None]:
    """Commands that a test calls in its own process load and compile each state of the patterns once."""
    made = {extractor.patterns.sha256: extractor}
    compiling = type(extractor)

    def compiled(patterns: Patterns) -> Extractor:
        if patterns.sha256 not in made:
            made[patterns.sha256] = compiling(patterns)
        return made[patterns.sha256]

    def loaded(root: Path | None = None) -> Patterns:
        return load(root) if root else extractor.patterns

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("extractor.pipeline.Extractor", compiled)
        patch.setattr("extractor.patterns.load", loaded)
        yield
