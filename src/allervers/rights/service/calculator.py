"""The calculating process as the service sees it: asked one situation at a time, within limits.

A situation costs seconds the first time; screenings, in the service's own process, never wait for
it. Beyond `MOST_WAITING` one is asked to come back; so is whoever comes while the legislation is
being loaded (`LOADING` seconds at most are waited for). Beyond `LONGEST` seconds the process is
ended, and started again for the next.
"""

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Final

from allervers.rights.gateways.left_folders import clear_left_folders
from allervers.rights.service.frames import HEAD, LENGTH
from allervers.rights.service.replies import NoError, Reply

MODULE: Final = "allervers.rights.service.calculating"
LONGEST: Final = 25.0  # seconds
LOADING: Final = 8.0  # seconds; it goes on without those who do not wait any more
MOST_WAITING: Final = 8
LATER: Final = 5  # seconds


class Calculator:
    """One calculating process, started when first needed."""

    def __init__(
        self,
        module: str = MODULE,
        *,
        longest: float = LONGEST,
        loading: float = LOADING,
        most: int = MOST_WAITING,
    ) -> None:
        self.module, self.most = module, most
        self.longest, self.loading = longest, loading
        self.waiting = 0
        self._process: Process | None = None
        self._ready: asyncio.Future[Reply] | None = None
        self._turn = asyncio.Lock()

    async def __call__(self, body: bytes) -> Reply:
        """Calculate a situation."""
        if self.waiting >= self.most:
            raise NoError(HTTPStatus.SERVICE_UNAVAILABLE, "busy", wait=LATER)
        self.waiting += 1
        try:
            async with self._turn:
                return await self._asked(body)
        finally:
            self.waiting -= 1

    async def _asked(self, body: bytes) -> Reply:
        process = await self._loaded()
        try:
            async with asyncio.timeout(self.longest):
                return await answer_of(process, body)
        except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
            await self.close()
            code = "too_long" if isinstance(error, TimeoutError) else "failed"
            raise NoError(HTTPStatus.SERVICE_UNAVAILABLE, code, wait=LATER) from error
        except BaseException:  # cut in the middle: its next answer would not be ours
            await self.close()
            raise

    async def _loaded(self) -> Process:
        """Return the process once it is ready; starting it if there is none."""
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self.module, stdin=PIPE, stdout=PIPE,
                start_new_session=True,
            )  # fmt: skip
            self._ready = asyncio.ensure_future(read_from(self._process))
        process = self._process
        try:
            async with asyncio.timeout(self.loading):
                await asyncio.shield(self._ready or read_from(process))
        except TimeoutError as error:
            raise NoError(HTTPStatus.SERVICE_UNAVAILABLE, "loading", wait=LATER) from error
        except (asyncio.IncompleteReadError, OSError) as error:
            await self.close()
            raise NoError(HTTPStatus.SERVICE_UNAVAILABLE, "failed", wait=LATER) from error
        return process

    async def close(self) -> None:
        """End the process and those it started (a plan being made); the next starts another."""
        process, self._process = self._process, None
        if self._ready is not None:
            self._ready.cancel()
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
            await asyncio.to_thread(clear_left_folders, Path(tempfile.gettempdir()))


async def answer_of(process: Process, body: bytes) -> Reply:
    """Give a situation to the process; return its answer."""
    if process.stdin is None:
        raise OSError("The calculating process has no pipes.")
    process.stdin.write(LENGTH.pack(len(body)) + body)
    await process.stdin.drain()
    return await read_from(process)


async def read_from(process: Process) -> Reply:
    """Read one answer of the process."""
    if process.stdout is None:
        raise OSError("The calculating process has no pipes.")
    length, status = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
    return Reply(await process.stdout.readexactly(length), status)
