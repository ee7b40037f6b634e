"""The benchmark of charts draws each chart of a project once a round."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from tests.conftest import dress

PAGE = """\
figures:
  a: {value: 3, source: unstated}
  b: {value: 5, source: unstated}
  births: {source: unstated, values: {2022: 5, 2023: 4, 2024: 6}}
panels:
  - id: one
    blocks:
      - {heading: Un an, level: 1}
      - chart: bar
        data: [{figure: a, label: A}, {figure: b, label: B}]
      - chart: bar
        data: [{figure: a, label: A}, {figure: b, label: B}]
      - chart: line
        series: [births]
"""


@pytest.fixture
def charts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("charts", Path(__file__).with_name("charts.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_chart_is_drawn_once_a_round(charts: ModuleType, project: Callable[..., Path]) -> None:
    found = charts.drawings(dress(project(PAGE)))
    assert len(found.makers) == 2, "two that are the same are one"
    assert found.round() > 0
    assert charts.report(found, 20.0, [4.0, 2.0, 6.0]) == (
        "2 charts, CPU in ms: first 20, median 4.0, least 2.0, a chart 2.00"
    )
