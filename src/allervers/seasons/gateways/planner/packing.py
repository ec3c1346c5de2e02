"""Problems as they are kept: compressed, named by what they say."""

import gzip
import hashlib
import json

from allervers.seasons.domain.planned import StoredProblem


def packed(problem: dict[str, object]) -> StoredProblem:
    """Return a problem ready to be kept: the same words give the same digest and bytes."""
    text = json.dumps(problem, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    body = text.encode()
    return StoredProblem(hashlib.sha256(body).hexdigest(), gzip.compress(body, 6, mtime=0))
