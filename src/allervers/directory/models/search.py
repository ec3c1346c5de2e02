"""What searches read: one narrow row per service that exists, and the words of the directory.

Triggers of PostgreSQL keep the rows in step with services and structures (migration 0002), so
that no import, correction or tombstone can forget them. `Service` itself carries no vector.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from allervers.directory.models.listed import Service, values


class ServiceIndex(models.Model):
    """A service as searches see it. The column `position` (cube, km) is added by SQL."""

    service = models.OneToOneField(
        Service,
        primary_key=True,
        on_delete=models.DO_NOTHING,  # a trigger removes the row with its service
        db_constraint=False,
        related_name="+",
    )
    source = models.CharField(max_length=60)
    code_insee = models.CharField(max_length=5)
    type = models.CharField(max_length=60)
    frais = models.CharField(max_length=30)
    thematiques = values()
    publics = values()  # never empty: "tous-publics" stands for nothing said
    modes_accueil = values()
    # Never empty: "*" for everywhere; "e92" for an EPCI of which only the département is known.
    zones = values()
    score_qualite = models.FloatField()
    is_remote = models.BooleanField()
    vector = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["vector"], name="service_index_words", fastupdate=False),
            GinIndex(fields=["thematiques"], name="service_index_thematiques", fastupdate=False),
            models.Index(fields=["code_insee"], name="service_index_commune"),
        ]

    def __str__(self) -> str:
        return self.service_id


class LexiconWord(models.Model):
    """A word found in the directory: what a misspelled word is repaired to."""

    word = models.CharField(primary_key=True, max_length=40)  # lower case, without accents
    sound = models.CharField(max_length=40)  # how it is heard: domain/spelling.py
    services = models.PositiveIntegerField(default=1)  # in how many services it was read

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sound"], name="lexicon_sound"),
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="lexicon_similar"),
        ]

    def __str__(self) -> str:
        return self.word
