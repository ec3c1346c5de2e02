"""The suite's own guards: each must bite."""

import socket

import pytest
from django.db import DatabaseError, connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from pytest_socket import SocketConnectBlockedError

from allervers.accounts.models import Organisation


def test_undefined_template_variable_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="absent"):
        Template("{{ absent }}").render(Context())


def test_undefined_variable_with_a_default_is_accepted() -> None:
    assert Template("{{ absent|default:'rien' }}").render(Context()) == "rien"


def test_undefined_variable_in_a_condition_is_accepted() -> None:
    assert Template("{% if absent %}oui{% else %}non{% endif %}").render(Context()) == "non"


@pytest.mark.django_db
def test_queryset_without_order_is_shuffled() -> None:
    with CaptureQueriesContext(connection) as queries:
        list(Organisation.objects.all())
    assert "RANDOM()" in queries[0]["sql"]


@pytest.mark.django_db
def test_queryset_with_order_is_left_alone() -> None:
    with CaptureQueriesContext(connection) as queries:
        list(Organisation.objects.order_by("name"))
    assert "RANDOM()" not in queries[0]["sql"]


@pytest.mark.django_db
def test_tests_run_as_a_role_that_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_application_role_cannot_truncate() -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("TRUNCATE accounts_organisation CASCADE")


@pytest.mark.django_db(transaction=True)
def test_real_transactions_are_cleaned_up_first() -> None:
    assert not Organisation.objects.exists()
    Organisation.objects.create(name="Association inventée", kind="carrier")


@pytest.mark.django_db(transaction=True)
def test_real_transactions_are_cleaned_up_again() -> None:
    test_real_transactions_are_cleaned_up_first()


@pytest.mark.filterwarnings("ignore:A test tried to use")  # it says so on top of refusing
def test_sockets_to_the_outside_are_closed() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))
