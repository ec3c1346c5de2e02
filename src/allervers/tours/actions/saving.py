"""What the database refuses, said as the sentence of its constraint."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import Model

from allervers.ui.domain.refusal import Refusal


@contextmanager
def refused_by_constraint(model: type[Model]) -> Iterator[None]:
    """Turn the violation of a named constraint of `model` into a `Refusal` (409).

    Forms check the same constraints before: this is for what somebody else saved since.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for constraint in model._meta.constraints:  # noqa: SLF001 - documented by Django
            if constraint.name in str(error):
                raise Refusal(
                    code=constraint.name,
                    what=str(constraint.violation_error_message),
                    why="Une autre personne vient peut-être d'enregistrer la même chose.",
                    todo="Revenez à la page précédente et vérifiez.",
                    status=409,
                ) from error
        raise
