"""Who may open a page, and whether it reads or writes: said above each view, checked by a test.

    @open_to(Role.COORDINATOR)
    @reads
    def show(request): ...

A view marked `@reads` runs in a read-only transaction: PostgreSQL refuses any write.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest

View = Callable[..., Any]  # a page returns a response, an operation of the API its answer

ANYONE: Final = "anyone"  # the public, with no account and no cookie
SIGNED_IN: Final = "signed-in"  # any member, whatever their roles
ENTERING: Final = "entering"  # pages of sign-in: the visitor is proving who they are


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declares: the roles it opens to, and whether it reads or writes."""

    roles: frozenset[str]
    writes: bool | None = None

    def reading(self) -> "Access":
        """Return the same access, declared as touching nothing."""
        return replace(self, writes=False)


def open_to(*roles: str) -> Callable[[View], View]:
    """Let in the holders of one of these roles; others are refused, strangers asked to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if ANYONE not in roles and ENTERING not in roles:
                viewer = getattr(request, "viewer", None)
                if not viewer:
                    return redirect_to_login(request.get_full_path())
                if SIGNED_IN not in roles and not viewer.has(*roles):
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        writes_too: bool | None = getattr(view, "writes", None)
        checked.access = Access(frozenset(roles), writes_too)  # type: ignore[attr-defined]
        return checked

    return decorate


def reads(view: View) -> View:
    """Run the view in a read-only transaction."""

    @wraps(view)
    def read_only(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            return view(request, *args, **kwargs)

    read_only.writes = False  # type: ignore[attr-defined]
    return read_only


def writes(view: View) -> View:
    """Declare that the view writes, through actions that open their own transactions."""
    view.writes = True  # type: ignore[attr-defined]
    return view


def computes(view: View) -> View:
    """Declare that the view touches no table: it may take long, and no connection waits for it."""

    @wraps(view)
    def without_database(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with connection.execute_wrapper(_no_query):
            return view(request, *args, **kwargs)

    without_database.writes = False  # type: ignore[attr-defined]
    return without_database


def _no_query(*_asked: object) -> None:
    raise RuntimeError("A view marked @computes asks nothing of the database.")
