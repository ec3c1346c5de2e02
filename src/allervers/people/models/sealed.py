"""Columns of text that hold nothing in clear."""

from django.db import models


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text sealed before it is saved: `v1|key|base64` (mapping/sealed_words.py).

    What was saved before it was sealed is in clear until `seal_words` has passed.
    """
