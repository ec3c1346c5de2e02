"""Plans kept on disk, so that a process is ready in less than a second.

A plan is believed only if the keyed hash beside it is right: whoever can write the folder but does
not know the key cannot make us run theirs.
"""

import hashlib
import hmac
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from openfisca_swift.image import StaleImageError, read, write
from openfisca_swift.plan import Plan

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Images:
    """A folder of plans; `key` is the secret of the site."""

    folder: Path
    key: bytes

    def find(self, name: str, rules: str) -> Plan | None:
        """Return the plan kept under this name for these very rules, if there is one."""
        path, seal = self._paths(name)
        try:
            digest, mark = seal.read_text().split()
            if not hmac.compare_digest(mark.encode(), self._mark(digest).encode()):
                return None
            return read(path, digest, rules)
        except (OSError, ValueError, StaleImageError):
            return None  # none, half written, or of other rules: it is made again

    def keep(self, name: str, plan: Plan) -> None:
        """Write a plan and its seal; two processes may do it at once.

        A folder that cannot be written costs the next start its seconds, and nobody their rights.
        """
        try:
            self._write(name, plan)
        except OSError as error:
            logger.warning("Plans cannot be kept in %s: %s.", self.folder, error.strerror)

    def _write(self, name: str, plan: Plan) -> None:
        path, seal = self._paths(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            made, sealed = Path(place) / "plan", Path(place) / "seal"
            digest = write(plan, made)
            sealed.write_text(f"{digest} {self._mark(digest)}")
            os.replace(made, path)  # noqa: PTH105 - atomic, and says so
            os.replace(sealed, seal)  # noqa: PTH105

    def _paths(self, name: str) -> tuple[Path, Path]:
        return self.folder / f"{name}.plan", self.folder / f"{name}.seal"

    def _mark(self, digest: str) -> str:
        return hmac.new(self.key, digest.encode(), hashlib.sha256).hexdigest()
