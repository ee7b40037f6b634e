"""People: a share as a hundred people, a count as many people."""

from __future__ import annotations

from depliant.graphics.charts import pictogram
from depliant.graphics.charts.kinds import Kind

KIND = Kind(
    "people", "count", pictogram.draw, percent="share", faults=pictogram.data_faults, grows=False
)
