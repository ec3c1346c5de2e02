"""The public API, version 1: each subject adds its router."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from allervers.config.api_errors import in_french
from allervers.directory.api import router as directory
from allervers.results.api import router as results
from allervers.rights.api import router as rights
from allervers.rights.api_parameters import router as rights_parameters
from allervers.territory.api import router as territory
from allervers.tours.api import router as tours


class OpenDataAPI(NinjaAPI):
    """Answers any site's script: the data are open, and no cookie is ever read here."""

    def create_response(
        self, request: HttpRequest, *args: object, **kwargs: object
    ) -> HttpResponse:
        """Let pages of other origins read the answer, errors included (Fetch standard, CORS)."""
        response = super().create_response(request, *args, **kwargs)  # type: ignore[arg-type]
        response["Access-Control-Allow-Origin"] = "*"
        return response


api = OpenDataAPI(
    title="Aller-vers",
    version="1",
    description=(
        "Où et quand passent les unités mobiles, en données ouvertes ; les droits d'un foyer."
    ),
    docs_url=None,
    openapi_url="openapi.json",
)


@api.exception_handler(ValidationError)
def refuse_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer 422 with a French sentence for each parameter that does not fit."""
    detail = [in_french(each) for each in error.errors]
    return api.create_response(request, {"detail": detail}, status=422)


api.add_router("", territory)
api.add_router("", tours)
api.add_router("", directory)
api.add_router("", results)
api.add_router("", rights_parameters)
api.add_router("", rights)
