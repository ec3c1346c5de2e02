"""`./dev bench rights`: the stock engine, the same with every past month given, and ours.

One run, one machine, the same generated homes, the same fourteen benefits of September 2026.
Seconds are the processor's, because others may be using the machine; readiness is by the clock
too. The service and the questions are measured by their own files, here when they are there.
"""

import argparse
import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

PARTS: Final = ("rights_engine", "rights_order", "rights_questions", "rights_service")


def main() -> None:
    """Run the parts, print their bars, then one line of JSON with all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="one part")
    only = parser.parse_args().only
    bars: list[dict[str, Any]] = []
    for name in (only,) if only else PARTS:
        if importlib.util.find_spec(f"benchmarks.{name}") is None:
            print(f"\n── {name}: NOT MEASURED, there is no benchmarks/{name}.py")
            continue
        print(f"\n── {name}", flush=True)
        found = importlib.import_module(f"benchmarks.{name}").measure()
        for bar in found:
            met = "    " if bar["ok"] is None else "met " if bar["ok"] else "MISS"
            print(f"{met}  {bar['id']:42} {bar['value']:>12,.2f} {bar['unit']} ({bar['goal']})")
        bars += found
    print(json.dumps({"bench": "rights", "bars": bars}))


if __name__ == "__main__":
    main()
