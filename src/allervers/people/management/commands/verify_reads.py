"""Verify the journal of reads: `allervers verify_reads [--anchors FILE]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from allervers.people.actions.sealing import head_now, verify_reads
from allervers.people.gateways.seal_anchors import (
    FILE,
    AnchorError,
    read_anchors,
    seal_folder,
    written,
)
from allervers.people.wording.sealing import fault_sentence


class Command(BaseCommand):
    """Say each line that was edited, removed, moved, put in or cut; exit code 1 if one was."""

    help = "Verify the seals of the journal of reads, against the heads written outside."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for a file of anchors."""
        parser.add_argument(
            "--anchors", type=Path, help=f"a file of anchors (default: {FILE} in the seal folder)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the chain and say what was found."""
        folder, file = seal_folder(), options["anchors"]
        if file is None and folder is not None and (folder / FILE).exists():
            file = folder / FILE
        try:
            anchors = read_anchors(file) if file else []
        except (AnchorError, OSError) as error:
            raise CommandError(str(error)) from error
        now = timezone.now()
        faults = verify_reads(anchors, now=now)
        for fault in faults:
            self.stderr.write(fault_sentence(fault))
        self.stdout.write(written(head_now(now=now)))
        told = f"{len(anchors)} sceaux extérieurs" if file else "sans sceau extérieur"
        if faults:
            raise CommandError(f"{len(faults)} anomalies ; {told}.", returncode=1)
        self.stdout.write(f"Journal des lectures intact ; {told}.")
