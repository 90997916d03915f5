#!/usr/bin/env python3
"""How many instructions each stage takes, beside what it took when that was last written down.

    python3 benches/instructions.py             counts, and prints the difference
    python3 benches/instructions.py --store     counts, and writes the new baseline down

Instructions, unlike times, are nearly the same on every run, so a change of a few per cent shows. They differ
between compilers and processors all the same: the difference is printed for whoever changes a stage, and is no gate.
Needs Python 3, cargo and valgrind.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BASELINE = ROOT / "benches" / "results" / "instructions.json"

STAGES = ["reading", "tally", "evaluate", "render", "import", "report", "check"]


def main():
    parser = argparse.ArgumentParser(description="instructions of each stage: see the top of this file")
    parser.add_argument("--vouchers", type=int, default=10_000)
    parser.add_argument("--store", action="store_true", help="write the new baseline down")
    parser.add_argument("stages", nargs="*", default=STAGES, metavar="STAGE", help=", ".join(STAGES))
    arguments = parser.parse_args()
    program = built()
    kept = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    before = kept.get("stages", {}) if kept.get("vouchers") == arguments.vouchers else {}
    counted = {}
    print(f"{'':10}{'instructions':>16}{'a voucher':>12}{'change':>10}")
    for stage in arguments.stages:
        counted[stage] = count = instructions(program, stage, arguments.vouchers)
        change = f"{(count / before[stage] - 1) * 100:+9.1f}%" if stage in before else ""
        print(f"{stage:10}{count:16,}{count / arguments.vouchers:12,.0f}{change:>10}", flush=True)
    if arguments.store:
        rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()
        told = {"rustc": rustc, "vouchers": arguments.vouchers, "stages": {**before, **counted}}
        BASELINE.parent.mkdir(exist_ok=True)
        BASELINE.write_text(json.dumps(told, indent=1) + "\n")


def built():
    call = ["cargo", "build", "--profile", "bench", "--locked", "-p", "finsam-ledger", "--example", "stages"]
    call += ["--features", "sqlite", "--message-format", "json-render-diagnostics"]
    told = subprocess.run(call, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    messages = [json.loads(line) for line in told.splitlines()]
    return next(message["executable"] for message in messages if message.get("executable"))


def instructions(program, stage, vouchers):
    """Counted only while the program is in `measured`."""
    call = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*stages::measured*"]
    told = subprocess.run([*call, program, stage, str(vouchers)], capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", told.stderr)
    if told.returncode != 0 or not found or found.group(1) == "0":
        raise SystemExit(f"{stage} could not be counted:\n{told.stderr}")
    return int(found.group(1))


if __name__ == "__main__":
    main()
