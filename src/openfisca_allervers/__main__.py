"""`python -m openfisca_allervers register [YYYY-MM]`: write the register again."""

import sys
from datetime import date

from openfisca_allervers.registered import FILE, register, written
from openfisca_allervers.registering import build


def main(arguments: list[str]) -> int:
    """Run the command; without a month, that of the register."""
    if not arguments or arguments[0] != "register":
        sys.stderr.write(f"{__doc__}\n")
        return 2
    month = f"{arguments[1]}-01" if arguments[1:] else str(register()["month"])
    found = build(date.fromisoformat(month))
    FILE.write_text(written(found), encoding="utf-8")
    rows = found["parameters"].values()
    texts = sum(bool(one["title"] or one["href"]) for one in rows)
    both = sum(bool((one["title"] or one["href"]) and one["checked"]) for one in rows)
    sys.stdout.write(
        f"{len(rows)} parameters, {texts} with a legal text, {both} with the day of its check too\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
