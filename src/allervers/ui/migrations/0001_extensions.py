"""PostgreSQL's own extensions that every subject may use; created by the owner."""

from typing import ClassVar

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Trigrams, accents, exclusion constraints, distances on the Earth."""

    initial = True
    dependencies: ClassVar = []
    run_before: ClassVar = [("accounts", "0001_initial")]
    operations: ClassVar = [
        CreateExtension("pg_trgm"),
        CreateExtension("unaccent"),
        CreateExtension("btree_gist"),
        CreateExtension("cube"),
        CreateExtension("earthdistance"),
    ]
