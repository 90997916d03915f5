#!/usr/bin/env python3
"""What it costs to tell the totals per account of so many vouchers: the ledger beside other tools.

    python3 benches/peers.py                      1 k to 1 M vouchers, everything that is installed
    python3 benches/peers.py --sizes 1000         other sizes
    python3 benches/peers.py --only ledger        only tools with this in their name, beside the minimum
    python3 benches/peers.py --page               write finsam-ledger/PERFORMANCE.md anew with the figures

It needs Python 3 and cargo, and nothing else. Tools that are not installed are named as such. All tools read the
same vouchers, each in its own format; what a tool prints is held against the totals of the minimum, and a tool that
prints others is not timed. Everything runs by turns, best of several, in processes whose CPU time, wall time and
memory the system tells. A run with every tool and a million vouchers takes half an hour and 2 GB of disk.
"""

import argparse
import csv
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benches" / "results" / "peers.json"
STATEMENTS = ["income-statement", "balance-sheet", "cash-flow"]


class Tool:
    """Something that reads the vouchers: its name, the format it reads, and how it is called."""

    def __init__(self, name, data, command, version=None, totals=None):
        self.name, self.data, self.command = name, data, command
        self.version = version
        self.totals = totals or totals_of_lines


def main():
    arguments = parsed()
    programs = built()
    work = Path(tempfile.mkdtemp(prefix="finsam-peers-", dir=arguments.work))
    try:
        results = measured(arguments, programs, work)
    finally:
        shutil.rmtree(work)
    if arguments.json or arguments.page:
        path = Path(arguments.json) if arguments.json else RESULTS
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    if arguments.page:
        import page

        page.write(ROOT, results)


def parsed():
    parser = argparse.ArgumentParser(description="the ledger beside other tools: see the top of this file")
    parser.add_argument("--sizes", default="1000,10000,100000,1000000", help="how many vouchers, with commas")
    parser.add_argument("--only", default="", help="only the tools with one of these in their name, with commas")
    parser.add_argument("--rounds", type=int, default=5, help="best of so many")
    parser.add_argument("--patience", type=float, default=120, help="seconds of CPU a tool may take for a size, all rounds")
    parser.add_argument("--work", help="where the data may lie meanwhile")
    parser.add_argument("--json", help="write the results to this file")
    parser.add_argument("--page", action="store_true", help="write the results, the page and its plot anew")
    arguments = parser.parse_args()
    arguments.sizes = sorted(int(size) for size in arguments.sizes.split(","))
    return arguments


def built():
    """Our own programs, in release: the ledger, the minimum, and what makes the data."""
    call = ["cargo", "build", "--release", "--locked", "-p", "finsam-cli", "-p", "finsam-ledger", "--bin", "ledger"]
    call += ["--example", "minimum", "--example", "bench_data", "--message-format", "json-render-diagnostics"]
    told = subprocess.run(call, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    messages = [json.loads(line) for line in told.splitlines()]
    return {message["target"]["name"]: message["executable"] for message in messages if message.get("executable")}


def measured(arguments, programs, work):
    results = {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "date": time.strftime("%Y-%m-%d"),
        "rounds": arguments.rounds,
        "memory_floor_kib": run(["true"], work)["kib"],
        "binary_bytes": os.path.getsize(programs["ledger"]),
        "help_cpu": best([run([programs["ledger"], "--help"], work) for _ in range(20)])["cpu"],
        "tools": {},
        "missing": [],
        "sizes": {},
    }
    tools, results["missing"] = chosen(arguments, programs, work)
    results["tools"] = {tool.name: tool.version for tool in tools}
    print(f"{results['processor']}, {results['cores']} cores")
    print(f"ledger: {results['binary_bytes']:,} bytes; --help in {results['help_cpu'] * 1000:.1f} ms of CPU")
    print(f"not installed: {', '.join(results['missing']) or 'nothing'}")
    smaller = {}
    for size in arguments.sizes:
        data = data_of(size, {tool.data for tool in tools}, programs, work)
        told = {"bytes": {name: path.stat().st_size for name, path in data.items()}, "totals": {}, "book": {}}
        results["sizes"][str(size)] = told
        told["totals"] = totals_at(size, tools, data, arguments, smaller, work)
        print_totals(size, told)
        if not arguments.only or "book" in arguments.only:
            told["book"] = book_at(size, data["csv"], programs["ledger"], arguments, work)
            print_book(size, told["book"])
        for path in data.values():
            path.unlink()
    return results


# --- The tools.


def chosen(arguments, programs, work):
    """The tools that are installed and asked for, the minimum first; and the names of those that are not there."""
    candidates = [
        Tool("minimum", "csv", lambda file: [programs["minimum"], file]),
        *ours(programs["ledger"]),
        cli("ledger-cli", "ledger", "ledger", "--version", ledger_call),
        cli("hledger", "ledger", "hledger", "--version", hledger_call),
        cli("okane", "ledger", "okane", "--version", lambda file: ["okane", "balance", file]),
        tackler(work),
        cli("rustledger", "beancount", "rledger", "--version", rustledger_call),
        of_python("beancount", "beancount", BEANCOUNT, work),
        of_python("DuckDB", "csv", DUCKDB, work),
        of_python("Polars", "csv", POLARS, work),
    ]
    wanted = [word.lower() for word in arguments.only.split(",") if word]
    asked = [
        tool
        for tool in candidates
        if not wanted or tool.name == "minimum" or any(word in tool.name.lower() for word in wanted)
    ]
    missing = [tool.name for tool in asked if tool.command is None]
    return [tool for tool in asked if tool.command is not None], missing


def ours(ledger):
    """Ours on one core, and on all: it reads on as many threads as it is given cores, at most four."""
    call = [ledger, "balances", "--format", "csv", "--from"]
    version = subprocess.run([ledger, "--version"], stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    everywhere = lambda file: [*call, file]
    if shutil.which("taskset") is None or os.cpu_count() == 1:
        return [Tool("finsam", "csv", everywhere, version, totals_of_ours)]
    on_one = lambda file: ["taskset", "-c", "0", *call, file]
    return [
        Tool("finsam", "csv", on_one, version, totals_of_ours),
        Tool(f"finsam, {os.cpu_count()} cores", "csv", everywhere, None, totals_of_ours),
    ]


def cli(name, data, program, ask_version, command):
    if shutil.which(program) is None:
        return Tool(name, data, None)
    told = subprocess.run([program, ask_version], capture_output=True, text=True).stdout
    number = re.search(r"\d+(\.\d+)+", told)
    return Tool(name, data, command, number and number.group())


def ledger_call(file):
    columns = "%(account) %(quantity(scrub(display_total)))\n"
    return ["ledger", "--no-color", "--args-only", "-f", file, "balance", "--flat", "--no-total", "--format", columns]


def hledger_call(file):
    return ["hledger", "-f", file, "balance", "--flat", "-N", "-O", "csv"]


def rustledger_call(file):
    return ["rledger", "query", file, "SELECT account, SUM(number) GROUP BY account"]


def tackler(work):
    tool = cli("tackler", "tackler", "tackler", "--version", None)
    if shutil.which("tackler") is None:
        return tool
    subprocess.run(["tackler", "new", "set-up"], cwd=work, capture_output=True)
    config = work / "set-up" / "conf" / "tackler.toml"
    tool.command = lambda file: ["tackler", "--config", str(config), "--input.file", file, "--reports", "balance"]
    return tool


def of_python(name, data, program, work):
    """A tool that is a package of Python: that of the Python this runs in, or `BENCH_PYTHON`."""
    python = os.environ.get("BENCH_PYTHON", sys.executable)
    package = name.lower()
    ask = f"import {package}; from importlib.metadata import version; print(version('{package}'))"
    told = subprocess.run([python, "-c", ask], capture_output=True, text=True)
    if told.returncode != 0:
        return Tool(name, data, None)
    file = work / f"with_{package}.py"
    file.write_text(program)
    return Tool(name, data, lambda path: [python, str(file), path], told.stdout.strip())


BEANCOUNT = """
import sys
from collections import defaultdict
from beancount import loader

entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors[0]
totals = defaultdict(int)
for entry in entries:
    for posting in getattr(entry, "postings", ()):
        totals[posting.account] += posting.units.number
for account, total in totals.items():
    print(account, total)
"""

DUCKDB = """
import sys
import duckdb

columns = "{'Vernr': 'BIGINT', 'Datum': 'DATE', 'Konto': 'INTEGER', 'Kst': 'VARCHAR', "
columns += "'Belopp': 'DECIMAL(18,2)', 'Text': 'VARCHAR'}"
duckdb.sql(
    "CREATE TEMP TABLE v AS SELECT Vernr, Konto, Belopp FROM read_csv("
    f"'{sys.argv[1]}', delim=';', header=true, decimal_separator=',', columns={columns})"
)
wrong = duckdb.sql("SELECT count(*) FROM (SELECT Vernr FROM v GROUP BY Vernr HAVING sum(Belopp) <> 0)").fetchall()
assert wrong == [(0,)], wrong
for account, total in duckdb.sql("SELECT Konto, sum(Belopp) FROM v GROUP BY Konto").fetchall():
    print(f"Assets:{account} {total}")
"""

POLARS = """
import sys
import polars as pl

ore = pl.col("Belopp").str.replace(",", "", literal=True).cast(pl.Int64)
rows = pl.scan_csv(
    sys.argv[1],
    separator=";",
    schema_overrides={"Vernr": pl.Int64, "Konto": pl.Int32, "Kst": pl.String, "Belopp": pl.String},
).select("Vernr", "Konto", ore=ore)
balanced = rows.group_by("Vernr").agg(pl.col("ore").sum()).filter(pl.col("ore") != 0).select(pl.len())
totals = rows.group_by("Konto").agg(pl.col("ore").sum())
wrong, totals = pl.collect_all([balanced, totals], engine="streaming")
assert wrong.item() == 0, wrong
for account, total in totals.rows():
    print(f"Assets:{account} {total // 100}.{total % 100:02}" if total >= 0 else
          f"Assets:{account} -{-total // 100}.{-total % 100:02}")
"""


# --- What they print, as öre per account; accounts that come to nothing are left out.


def totals_of_minimum(text):
    pairs = (line.split() for line in text.splitlines())
    return {account: int(ore) for account, ore in pairs}


def totals_of_ours(text):
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    told = {row["account"]: ore(row["closing"]) for row in rows if row["account"].isdigit()}
    return {account: total for account, total in told.items() if total != 0}


def totals_of_lines(text):
    """Lines with an account and the first figure on them that is not the account."""
    totals = {}
    for line in text.splitlines():
        account = re.search(r"Assets:(\d{4})\b", line)
        figure = re.search(r"-?\d[\d,]*(\.\d+)?", line.replace(account.group(), "") if account else "")
        if account and figure and (total := ore(figure.group().replace(",", ""))) != 0:
            totals[account.group(1)] = total
    return totals


def ore(text):
    return int(Decimal(text) * 100)


# --- Measuring.


def run(call, work, keep=None):
    """Runs a program and tells what it cost."""
    with open(keep or os.devnull, "wb") as out:
        started = time.monotonic()
        process = subprocess.Popen(call, cwd=work, stdout=out, stderr=subprocess.PIPE, env=surroundings())
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    return {
        "cpu": usage.ru_utime + usage.ru_stime,
        "wall": wall,
        # A process begins with the memory of the one it was started from: less than that is not told apart.
        "kib": usage.ru_maxrss,
        "failed": said.decode(errors="replace").strip()[-300:] if process.returncode != 0 else None,
    }


def surroundings():
    return {**os.environ, "LEDGER_LANG": "en", "BEANCOUNT_DISABLE_LOAD_CACHE": "1", "LC_ALL": "C.UTF-8"}


def best(runs):
    """The least of each figure, and the most memory."""
    least = {figure: min(one[figure] for one in runs) for figure in ("cpu", "wall")}
    return {**least, "kib": max(one["kib"] for one in runs)}


def data_of(size, formats, programs, work):
    files = {}
    for name in sorted(formats):
        files[name] = work / f"{size}.{'journal' if name == 'ledger' else name if name != 'tackler' else 'txn'}"
        with open(files[name], "wb") as out:
            subprocess.run([programs["bench_data"], str(size), name], stdout=out, check=True)
    return files


def totals_at(size, tools, data, arguments, smaller, work):
    """Every tool by turns, so that what else the machine does meets them alike."""
    told, runs, spent = {}, {tool.name: [] for tool in tools}, {tool.name: 0.0 for tool in tools}
    expected, printed = None, work / "printed"
    for turn in range(arguments.rounds):
        for tool in tools:
            if turn == 0 and (why := too_much(smaller.get(tool.name), size, arguments.patience)):
                told[tool.name] = {"skipped": why}
            if tool.name in told or (turn > 0 and spent[tool.name] * (turn + 1) / turn > arguments.patience):
                continue
            one = run(tool.command(str(data[tool.data])), work, printed)
            spent[tool.name] += one["cpu"]
            if turn == 0:
                text = printed.read_text(errors="replace")
                totals = totals_of_minimum(text) if tool.name == "minimum" else tool.totals(text)
                expected = expected or totals
                if one["failed"] or totals != expected:
                    told[tool.name] = {"skipped": one["failed"] or "it prints other totals"}
                    continue
            runs[tool.name].append(one)
    for name, of_tool in runs.items():
        if of_tool:
            told[name] = {**best(of_tool), "rounds": len(of_tool)}
            smaller[name] = {**told[name], "size": size}
    return {tool.name: told[tool.name] for tool in tools}


def too_much(smaller, size, patience):
    """Why a tool is not run, by what fewer vouchers cost it; nothing if it may be."""
    if smaller is None:
        return None
    times = size / smaller["size"]
    if smaller["cpu"] * times > patience:
        return f"it would take more than {patience:.0f} s"
    # Small programs have most of their memory whatever they read.
    if smaller["kib"] > 128 * 1024 and smaller["kib"] * times > memory_there_is():
        return "it would take more memory than there is"
    return None


def memory_there_is():
    """In KiB, with room left for all else that runs."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024 * 6 // 10


def book_at(size, table, ledger, arguments, work):
    """Taking the table into a book beside sqlite3's own import, and reports from that book."""
    book, plain = work / "book", work / "plain.db"
    told, imports, plains = {}, [], []
    for _ in range(min(arguments.rounds, 3)):
        shutil.rmtree(book, ignore_errors=True)
        run([ledger, "init", str(book)], work)
        imports.append(run([ledger, "import", str(table), "--book", str(book)], work))
        if shutil.which("sqlite3"):
            plain.unlink(missing_ok=True)
            script = [".mode csv", ".separator ;", f".import {table} rows"]
            plains.append(run(["sqlite3", str(plain), *script], work))
        if sum(one["cpu"] for one in imports) > arguments.patience:
            break
    failed = next((one["failed"] for one in imports if one["failed"]), None)
    if failed:
        return {"failed": failed}
    told["import"] = best(imports)
    if plains:
        told["sqlite3 .import"] = best(plains)
    told["bytes"] = sum(path.stat().st_size for path in book.glob("ledger.db*"))
    calls = {f"report {name}": ["report", name] for name in STATEMENTS}
    calls |= {"balances": ["balances"], "account 1930 --period 2024-08": ["account", "1930", "--period", "2024-08"]}
    calls |= {"account 1712 --period 2024-08": ["account", "1712", "--period", "2024-08"]}
    for name, call in calls.items():
        told[name] = best([run([ledger, *call, "--book", str(book)], work) for _ in range(4 * arguments.rounds)])
    shutil.rmtree(book)
    plain.unlink(missing_ok=True)
    return told


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


# --- What is printed meanwhile.


def print_totals(size, told):
    least = told["totals"]["minimum"]
    print(f"\n{size:,} vouchers, {told['bytes']['csv']:,} bytes of CSV: totals per account")
    print(f"{'':20}{'CPU s':>10}{'ratio':>9}{'wall s':>10}{'ratio':>9}{'MiB':>8}  rounds")
    for name, one in told["totals"].items():
        if "skipped" in one:
            print(f"{name:20}  {one['skipped']}")
            continue
        cpu, wall = one["cpu"] / least["cpu"], one["wall"] / least["wall"]
        memory = one["kib"] / 1024
        print(
            f"{name:20}{one['cpu']:10.3f}{cpu:9.2f}{one['wall']:10.3f}{wall:9.2f}{memory:8.0f}{one['rounds']:8}",
            flush=True,
        )


def print_book(size, book):
    print(f"\n{size:,} vouchers in a book")
    if "failed" in book:
        print(f"  {book['failed']}")
        return
    for name, one in book.items():
        if name != "bytes":
            print(f"{name:34}{one['cpu'] * 1000:10.1f} ms CPU{one['wall'] * 1000:10.1f} ms wall"
                  f"{one['kib'] / 1024:7.0f} MiB", flush=True)
    if "sqlite3 .import" in book:
        print(f"import, times sqlite3 .import: {book['import']['wall'] / book['sqlite3 .import']['wall']:.2f}")


if __name__ == "__main__":
    main()
