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
from depliant.preview.channel import Channel, Listener
from depliant.preview.desk import Desk
from depliant.preview.former import FormerVersions
from depliant.preview.inspecting import Inspected
from depliant.preview.laid import Kept
from depliant.preview.raster import Raster
from depliant.preview.snapshot import Snapshot

_TAG: Final = re.compile(r"[A-Za-z0-9-]{0,35}")
_TOLD: Final = 8
"""Editions of which it is kept what was told of them."""


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
        self.desk = Desk(root, lambda: self.builder.changed(), self.channel.tell_all)
        self.builder = Builder(root, self, memory, self.desk.folder)
        self.inspected: Kept[Inspected] = Kept(Inspected)
        self.former = FormerVersions(self.builder)
        self._is_expected = False
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
        """Begin to build the edition that is shown first, before anybody looks at it."""
        self._is_expected = True
        self.builder.open(self.edition)
        self.builder.start()

    def join(self, listener: Listener) -> None:
        """Somebody looks at an edition from now on, perhaps as it was a while ago."""
        former = self.snapshot(listener.edition)
        if former is not None and former.pages is not None:
            self.raster.take(former.pages)
        self.channel.join(listener)
        self.builder.open(listener.edition)
        if self._is_expected:
            self._is_expected = False
            self.builder.close(self.edition)

    def leave(self, listener: Listener) -> None:
        """Somebody looks at an edition no longer."""
        self.channel.leave(listener)
        self.builder.close(listener.edition)

    def stop(self) -> None:
        """End."""
        self.channel.close()
        self.builder.stop()
        self.raster.close()

    def asked(self, edition: str) -> str | None:
        """The edition that a request names; None where that is no tag of a language.

        One that the project has not is built like any other: what is found then says so.
        """
        if not _TAG.fullmatch(edition):
            return None
        return canonical(edition) if edition else ""

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
                self._told = {**dict([*self._told.items()][-_TOLD:]), edition: (snapshot, told)}
        return {**told, **working}
