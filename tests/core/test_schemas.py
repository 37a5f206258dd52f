from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from interurban.core.schemas import Instant

INSTANT: TypeAdapter[Instant] = TypeAdapter(Instant)


@pytest.mark.parametrize("value", ["2027-01-15T16:00:00Z", "2027-01-15T16:00:00.5+02:00"])
def test_an_instant_is_written_out_with_its_offset(value: str) -> None:
    assert INSTANT.validate_python(value).isoformat()[:10] == "2027-01-15"


@pytest.mark.parametrize(
    "value", ["1768492800", 1768492800, "2027-01-15T16:00:00", "2027-01-15", "soon", None]
)
def test_seconds_dates_and_local_times_are_no_instants(value: object) -> None:
    with pytest.raises(ValidationError):
        INSTANT.validate_python(value)
