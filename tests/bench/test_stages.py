"""The benchmark of the stages finds a sentence to change in whatever the content says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def stages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stages", Path(__file__).with_name("stages.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_longest_sentence_that_begins_as_no_other_is_changed(stages: ModuleType) -> None:
    lines = [
        "      - text: Once more",
        '      - text: "{share} of all the visitors come back to the mill within a year."',
        "      - text: Nobody has ever had to wait for rain, not even in the driest of summers.",
        "      - text: Nobody has a key.",
        "      - text: Every wheel was cut from one oak.",
    ]
    assert stages.start_of_a_sentence("\n".join(lines)) == "Every wheel "
    with pytest.raises(ValueError, match="two words"):
        stages.start_of_a_sentence(lines[1])
