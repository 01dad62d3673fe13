"""When the date of a plan or a forecast is a deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from extractor.model import DateMention, Modality

AHEAD = frozenset({"planned", "forecast"})
DEADLINE = "calendar.toml#role.by"


def due(when: DateMention | None, modality: Modality, today: date | None) -> DateMention | None:
    """A date after ``today`` up to which something is planned or foreseen is a deadline: «ستشغل 300 شخص حتى 2031».

    Without ``today`` what is planned lies ahead. A deadline, too, is the last day of a month or year for which
    something is planned («متم 2031»).
    """
    if when is None or when.start is None:
        return when
    if when.role == "until" and modality in AHEAD and any(step.rule == DEADLINE for step in when.trace):
        return replace(when, role="by")  # «كان مرتقبا بحلول 2017»: a deadline that has gone by
    if today is not None and when.start <= today:
        return when
    ends = when.start == when.end and (when.start + timedelta(days=1)).day == 1
    late = (when.role == "until" and modality in AHEAD) or (when.role == "at" and modality == "planned" and ends)
    return replace(when, role="by") if late else when
