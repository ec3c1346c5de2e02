"""Static files with the hash of their content in their name, compressed, cached for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Leave out of hashing what refers to itself by name (MapLibre's worker)."""

    manifest_strict = True
