"""News from the builder's threads to those who wait for it in the server's loop.

Who listens is told that there is something new and asks what it is: of many changes a slow browser
gets the last, and nothing is stored for one that is gone.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable


class Listener:
    """Somebody who waits for news of an edition.

    Args:
        edition: as the builder knows it.
    """

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self._loop = asyncio.get_running_loop()
        self._news = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Wait for news, for so long at most; whether there is any."""
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return False
        self._news.clear()
        return True

    def wake(self) -> None:
        """Say that there is news; from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._news.set)
        except RuntimeError:  # the server has ended
            return


class Channel:
    """All who listen, and whether something is being built."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: set[Listener] = set()
        self._is_working = False
        self._rounds = 0
        self._is_closing = False

    @property
    def is_working(self) -> bool:
        """Whether something is being built."""
        return self._is_working

    @property
    def rounds(self) -> int:
        """How often something in the project's folder changed and was looked at, pages or not."""
        return self._rounds

    @property
    def is_closing(self) -> bool:
        """Whether the server ends, so that nobody is to wait on."""
        return self._is_closing

    def join(self, listener: Listener) -> None:
        """Somebody listens."""
        with self._lock:
            self._listeners.add(listener)

    def leave(self, listener: Listener) -> None:
        """Somebody listens no longer."""
        with self._lock:
            self._listeners.discard(listener)

    def count(self) -> int:
        """How many listen."""
        with self._lock:
            return len(self._listeners)

    def tell(self, edition: str) -> None:
        """There is news of an edition."""
        self._wake(lambda listener: listener.edition == edition)

    def tell_all(self) -> None:
        """There is news for all."""
        self._wake(lambda listener: True)

    def working(self, is_working: bool) -> None:
        """Say whether something is being built."""
        self._is_working = is_working
        self._rounds += not is_working
        self._wake(lambda listener: True)

    def close(self) -> None:
        """End all waiting."""
        self._is_closing = True
        self._wake(lambda listener: True)

    def _wake(self, concerns: Callable[[Listener], bool]) -> None:
        with self._lock:
            listeners = [listener for listener in self._listeners if concerns(listener)]
        for listener in listeners:
            listener.wake()
