"""The calculating process as the service sees it: asked one situation at a time, within limits.

A situation costs seconds the first time; screenings, in the service's own process, never wait for
it. Beyond `MOST_WAITING` one is asked to come back; beyond `LONGEST` seconds the process is ended,
and started again for the next.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from http import HTTPStatus
from typing import Final

from allervers.rights.service.frames import HEAD, LENGTH
from allervers.rights.service.replies import NoError, Reply

MODULE: Final = "allervers.rights.service.calculating"
LONGEST: Final = 30.0  # seconds, loading included
MOST_WAITING: Final = 8
LATER: Final = 5  # seconds


class Calculator:
    """One calculating process, started when first needed."""

    def __init__(
        self, module: str = MODULE, *, longest: float = LONGEST, most: int = MOST_WAITING
    ) -> None:
        self.module, self.longest, self.most = module, longest, most
        self.waiting = 0
        self._process: Process | None = None
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
        try:
            async with asyncio.timeout(self.longest):
                return await self._answer(body)
        except (TimeoutError, asyncio.IncompleteReadError, OSError) as error:
            await self.close()
            code = "too_long" if isinstance(error, TimeoutError) else "failed"
            raise NoError(HTTPStatus.SERVICE_UNAVAILABLE, code, wait=LATER) from error
        except BaseException:  # cut in the middle: its next answer would not be ours
            await self.close()
            raise

    async def _answer(self, body: bytes) -> Reply:
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            raise OSError("The calculating process has no pipes.")
        process.stdin.write(LENGTH.pack(len(body)) + body)
        await process.stdin.drain()
        length, status = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
        return Reply(await process.stdout.readexactly(length), status)

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self.module, stdin=PIPE, stdout=PIPE
            )
        return self._process

    async def close(self) -> None:
        """End the process; the next situation starts another."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()
