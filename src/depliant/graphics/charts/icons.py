"""Icons: a count as many signs of what is counted."""

from __future__ import annotations

from depliant.graphics.charts import pictogram
from depliant.graphics.charts.kinds import Kind

KIND = Kind("icons", "count", pictogram.draw, faults=pictogram.data_faults, grows=False)
