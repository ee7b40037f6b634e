"""What all routes share: the project that is shown, who builds it, who paints it, who is told."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any, Final

from depliant.build.memory import Memory
from depliant.interface import ENGLISH, Interface
from depliant.languages.tags import canonical
from depliant.preview import telling
from depliant.preview.builder import Builder
from depliant.preview.channel import Channel
from depliant.preview.raster import Raster
from depliant.preview.snapshot import Snapshot

_TAG: Final = re.compile(r"[A-Za-z0-9-]{0,35}")


class Service:
    """A project that is shown.

    Args:
        root: the project's folder.
        interface: the language of whoever looks at it.
        edition: the one that is shown first; "": the source's.
        memory: what was made before.
    """

    def __init__(
        self,
        root: Path,
        interface: Interface = ENGLISH,
        edition: str = "",
        memory: Memory | None = None,
    ) -> None:
        self.root, self.interface, self.edition = root, interface, edition
        self.channel, self.raster = Channel(), Raster()
        self.builder = Builder(root, self, memory)
        self._told: dict[str, tuple[Snapshot, dict[str, Any]]] = {}
        self._lock = threading.Lock()

    def publish(self, edition: str, snapshot: Snapshot) -> None:
        """As `builder.Tells.publish`: its parts can be painted before anybody asks for them."""
        if snapshot.pages is not None:
            self.raster.take(snapshot.pages)
        self.channel.tell(edition)

    def working(self, is_working: bool) -> None:
        """As `builder.Tells.working`."""
        self.channel.working(is_working)

    def start(self) -> None:
        """Begin to build."""
        self.builder.open(self.edition)
        self.builder.start()

    def stop(self) -> None:
        """End."""
        self.channel.close()
        self.builder.stop()
        self.raster.close()

    def asked(self, edition: str) -> str | None:
        """The edition that a request names; None if there is no such."""
        if not _TAG.fullmatch(edition):
            return None
        tag = canonical(edition) if edition else ""
        project = self.builder.project
        is_known = not tag or project is None or tag in telling.editions_of(project)
        return tag if is_known else None

    def snapshot(self, edition: str) -> Snapshot | None:
        """The last snapshot of an edition that is open."""
        return self.builder.latest(edition)

    def state(self, edition: str) -> dict[str, Any]:
        """What the page is told of an edition; see `telling.state`."""
        snapshot = self.builder.latest(edition)
        working = {"building": self.channel.is_working}
        if snapshot is None:
            snapshot = Snapshot(0, edition, "none", None, (), None)
        with self._lock:
            former, told = self._told.get(edition, (None, {}))
            if former is not snapshot:
                told = telling.state(snapshot, self.builder.project, self.interface)
                self._told[edition] = snapshot, told
        return {**told, **working}
