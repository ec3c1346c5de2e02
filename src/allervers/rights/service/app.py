"""The service of the rights as an ASGI application: it holds the rules, keeps and logs nothing.

    POST /screenings    {"month": "2026-11-01", "answers": {…}}          → domain/screening.Screened
    POST /explanations  {"month": …, "answers": {…}, "right": "rsa"}     → domain/explaining
    POST /calculate     an OpenFisca situation                           → the same, completed
    GET  /health        {"ready": true, "rules": …, "month": …}

For the site, on the same machine: who may ask what is decided there (rights/api.py, the pages).
"""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from allervers.rights.domain.answers import Answers
from allervers.rights.domain.checking import WrongAnswersError, checked
from allervers.rights.domain.engine import Engine, EngineError
from allervers.rights.domain.explaining import explain
from allervers.rights.domain.freshness import Register
from allervers.rights.domain.questionnaire import forget
from allervers.rights.domain.right import Right
from allervers.rights.domain.screening import screen
from allervers.rights.service.batching import Batcher
from allervers.rights.service.calculator import Calculator
from allervers.rights.service.replies import (
    NoError,
    Receive,
    Reply,
    Scope,
    Send,
    answer,
    body_of,
    json_of,
    written,
)

THREADS: Final = 64  # questions answered at once; most of them wait for the same computation
MOST_WAITING: Final = 1_000  # beyond, one is asked to come back
SOON: Final = 2  # seconds

Load = Callable[[], tuple[Engine, Register]]
Handler = Callable[[bytes], Awaitable[Reply]]


class RightsService:
    """One process's service.

    `load` gives the engine and the register of its parameters: it is called in a thread, once.
    `calculator` answers OpenFisca situations.
    """

    def __init__(self, load: Load, calculator: Calculator | None = None) -> None:
        self.load = load
        self.calculator = calculator
        self.batcher: Batcher | None = None
        self.register: Register | None = None
        self.failure = ""
        self.waiting = 0
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="rights")
        self._loading: asyncio.Future[None] | None = None
        self._posts: dict[str, Handler] = {
            "/screenings": self.screenings,
            "/explanations": self.explanations,
        }
        if calculator is not None:
            self._posts["/calculate"] = calculator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or follow the life of the process."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await answer(send, await self._reply(scope, receive))

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        loop = asyncio.get_running_loop()
        self._loading = loop.run_in_executor(self._threads, self._load)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def close(self) -> None:
        """Stop what was started: threads, computations, the calculating process."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self.batcher is not None:
            self.batcher.close()
        if self.calculator is not None:
            await self.calculator.close()

    def _load(self) -> None:
        """Load the engine; a failure is told by /health, and by each answer."""
        try:
            engine, self.register = self.load()
            gc.collect()
            gc.freeze()  # the rules stay: no need to look at them again at each collection
            self.batcher = Batcher(engine)
        except Exception as failure:
            self.failure = f"{type(failure).__name__}: {failure}"
            raise

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        try:
            if (scope["method"], scope["path"]) == ("GET", "/health"):
                return self.health()
            return await self._handler(scope)(await body_of(receive))
        except NoError as no:
            return no.reply
        except WrongAnswersError as wrong:
            return NoError(HTTPStatus.UNPROCESSABLE_ENTITY, wrong.problem, about=wrong.code).reply
        except EngineError as error:
            return NoError(HTTPStatus.UNPROCESSABLE_ENTITY, "no_rules", str(error)).reply

    def _handler(self, scope: Scope) -> Handler:
        handler = self._posts.get(scope["path"])
        if handler is None:
            raise NoError(HTTPStatus.NOT_FOUND, "no_such_address")
        if scope["method"] != "POST":
            raise NoError(HTTPStatus.METHOD_NOT_ALLOWED, "post_only")
        return handler

    def health(self) -> Reply:
        """Say whether the rules are loaded, which, and how requests were grouped."""
        batcher = self.batcher
        said: dict[str, Any] = {"ready": batcher is not None, "failure": self.failure}
        if batcher is not None:
            said |= {
                "rules": batcher.rules,
                "batches": batcher.batches,
                "households": batcher.households,
            }
        return Reply(written(said), 200 if batcher is not None else 503)

    async def screenings(self, body: bytes) -> Reply:
        """Screen the answers of one household."""
        asked = json_of(body)
        answers, month = answers_of(asked), month_of(asked)
        return await self._in_thread(lambda batcher: written(screen(answers, month, batcher)))

    async def explanations(self, body: bytes) -> Reply:
        """Explain one right of one household."""
        asked = json_of(body)
        answers, month, right = answers_of(asked), month_of(asked), right_of(asked)

        def work(batcher: Batcher) -> bytes:
            if self.register is None:
                raise EngineError("The register of parameters is not loaded.")
            return written(explain(right, answers, month, batcher, self.register))

        return await self._in_thread(work)

    async def _in_thread(self, work: Callable[[Batcher], bytes]) -> Reply:
        """Do a piece of work that asks the engine, beside others."""
        batcher = self.batcher
        if batcher is None:
            raise NoError(HTTPStatus.SERVICE_UNAVAILABLE, "loading", wait=SOON)
        if self.waiting >= MOST_WAITING:
            raise NoError(HTTPStatus.SERVICE_UNAVAILABLE, "busy", wait=SOON)

        def run() -> bytes:
            try:
                with batcher.working():
                    return work(batcher)
            finally:
                forget()

        self.waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return Reply(await loop.run_in_executor(self._threads, run))
        finally:
            self.waiting -= 1


def answers_of(asked: Any) -> Answers:
    """Return the answers of a question, checked."""
    if not isinstance(asked, dict):
        raise NoError(HTTPStatus.UNPROCESSABLE_ENTITY, "not_answers")
    return checked(asked.get("answers"))


def month_of(asked: dict[str, Any]) -> date:
    """Return the first day of the month of a question."""
    try:
        return date.fromisoformat(str(asked.get("month"))).replace(day=1)
    except ValueError as error:
        raise NoError(HTTPStatus.UNPROCESSABLE_ENTITY, "no_month") from error


def right_of(asked: dict[str, Any]) -> Right:
    """Return the right that a question names."""
    try:
        return Right(str(asked.get("right")))
    except ValueError as error:
        raise NoError(HTTPStatus.UNPROCESSABLE_ENTITY, "no_such_right") from error
