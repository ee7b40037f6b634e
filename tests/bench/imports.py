"""What a build's imports cost, by package and by module: `python -m tests.bench.imports`.

The leaflet is built twice, the second time with `-X importtime`, which gives the microseconds that
each module took by itself; the build's own work is not in them. With `--cold` both begin with an
empty cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ADAPTER = Path(__file__).with_name("adapter.py")
MOST = 15


def main(arguments: list[str]) -> int:
    """Print the packages and the modules that cost most."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DEPLIANT_CACHE"] = str(Path(folder, "cache"))
        call = [str(ADAPTER), *arguments, "w1", str(Path(folder, "leaflet.pdf"))]
        subprocess.run([sys.executable, *call], capture_output=True, check=True)
        timed = [sys.executable, "-X", "importtime", *call]
        said = subprocess.run(timed, capture_output=True, check=True, text=True).stderr
    modules = told(said)
    packages: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for name, microseconds in modules.items():
        packages[name.partition(".")[0]] += microseconds
        counts[name.partition(".")[0]] += 1
    print(f"{sum(modules.values()) / 1000:.1f} ms in {len(modules)} modules")
    for package, microseconds in packages.most_common(MOST):
        print(f"{microseconds / 1000:7.1f} ms  {package} ({counts[package]})")
    print()
    for name, microseconds in Counter(modules).most_common(MOST):
        print(f"{microseconds / 1000:7.1f} ms  {name}")
    return 0


def told(said: str) -> dict[str, int]:
    """The microseconds of each module by what `-X importtime` says."""
    rows = (line.removeprefix("import time:").split("|") for line in said.splitlines())
    return {
        row[2].strip(): int(row[0]) for row in rows if len(row) == 3 and row[0].strip().isdigit()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
