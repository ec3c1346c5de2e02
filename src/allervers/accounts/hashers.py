"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet).

    Django's own parameters take 100 MiB a sign-in: eight at once would fill a small server.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
