"""The page of what the ledger costs, made of the results of `peers.py` and `instructions.py`.

    python3 benches/page.py     the same page again, from the results that are kept

The prose of finsam-ledger/PERFORMANCE.md stands there; only what lies between `<!-- begin NAME -->` and
`<!-- end NAME -->` is written anew.
"""

import json
import math
import re
from html import escape
from pathlib import Path

PAGE = "finsam-ledger/PERFORMANCE.md"
PLOT = "benches/results/cost.svg"

OURS = "finsam"
LEAST = "minimum"


def write(root, results):
    page = root / PAGE
    text = page.read_text()
    for name, part in {
        "run": run_in_words(results),
        "totals": totals_tables(results),
        "slopes": slopes_in_words(results),
        "import": import_table(results),
        "reports": reports_table(results),
    }.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        text, found = re.subn(f"{begin}.*?{end}", lambda _: f"{begin}\n{part}\n{end}", text, flags=re.DOTALL)
        if found != 1:
            raise SystemExit(f"{PAGE} has no place for {name}")
    page.write_text(text)
    (root / PLOT).write_text(plot(results))


# --- Words and tables.


def run_in_words(results):
    versions = ", ".join(f"{name} {version}" for name, version in results["tools"].items() if version)
    missing = f" Not installed: {', '.join(results['missing'])}." if results["missing"] else ""
    return (
        f"Run on {results['date']}: {results['processor']}, {results['cores']} cores, {results['system']}; best of "
        f"{results['rounds']}. Tools: {versions}.{missing} The release binary is {grouped(results['binary_bytes'])} "
        f"bytes; `ledger --help` takes {results['help_cpu'] * 1000:.1f} ms of CPU."
    )


def totals_tables(results):
    return "\n\n".join(totals_table(int(size), told, results["memory_floor_kib"]) for size, told in results["sizes"].items())


def totals_table(size, told, floor):
    least = told["totals"][LEAST]
    rows = [["", "CPU", "× minimum", "wall", "× minimum", "memory"]]
    left_out = []
    for name, one in sorted(told["totals"].items(), key=lambda pair: pair[1].get("cpu", math.inf)):
        if "skipped" in one:
            left_out.append(f"{name}: {one['skipped'].splitlines()[-1]}")
            continue
        label = f"**{name}**" if name.startswith(OURS) else name
        cpu, wall = times(one["cpu"], least["cpu"]), times(one["wall"], least["wall"])
        rows.append([label, seconds(one["cpu"]), cpu, seconds(one["wall"]), wall, memory(one["kib"], floor)])
    note = f"\n\nNot timed: {'; '.join(left_out)}." if left_out else ""
    csv_size = told["bytes"]["csv"] / 1e6
    return f"### {grouped(size)} vouchers, {csv_size:.1f} MB of CSV\n\n{table(rows)}{note}"


def slopes_in_words(results):
    slopes = [f"{name} {slope:.2f}" for name, points in lines(results) if (slope := slope_of(points)) is not None]
    return f"Slopes: {', '.join(slopes)}." if slopes else "One size has no slope."


def import_table(results):
    rows = [["vouchers", "ledger import", "sqlite3 .import", "ratio (wall)", "ratio (CPU)", "memory", "book"]]
    for size, book in books(results):
        ours, bare = book["import"], book.get("sqlite3 .import")
        ratios = [times(ours[one], bare[one]) if bare else "" for one in ("wall", "cpu")]
        peer = seconds(bare["wall"]) if bare else ""
        size_of_book = f"{book['bytes'] / 1e6:.1f} MB"
        rows.append([grouped(size), seconds(ours["wall"]), peer, *ratios, memory(ours["kib"], results["memory_floor_kib"]), size_of_book])
    return table(rows)


def reports_table(results):
    all_books = books(results)
    if not all_books:
        return "No book was measured."
    names = [name for name in all_books[0][1] if name not in ("import", "sqlite3 .import", "bytes")]
    rows = [["CPU of the whole process", *[f"{grouped(size)} vouchers" for size, _ in all_books]]]
    for name in names:
        rows.append([f"`ledger {name}`", *[seconds(book[name]["cpu"]) for _, book in all_books]])
    return table(rows)


def books(results):
    sizes = [(int(size), told["book"]) for size, told in results["sizes"].items()]
    return [(size, book) for size, book in sizes if "import" in book]


def table(rows):
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    rule = "|---|" + "---:|" * (len(rows[0]) - 1)
    return "\n".join([head, rule, *body])


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value:.2f} s"


def times(value, least):
    ratio = value / least
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def memory(kib, floor):
    """A process cannot be seen to use less than the script that starts it."""
    return f"{'≤ ' if kib < floor * 1.05 else ''}{kib / 1024:.0f} MiB"


def grouped(number):
    return f"{number:,}".replace(",", " ")


# --- The plot: CPU time against vouchers, both axes by powers of ten.

WIDTH, HEIGHT = 760, 470
LEFT, RIGHT, TOP, BOTTOM = 70, 170, 30, 50

STYLE = """
  .paper { fill: #ffffff } text { font: 13px sans-serif; fill: #30343a } .faint { fill: #6a7078 }
  .grid { stroke: #e3e5e8 } .peer { stroke: #9aa1aa; fill: #9aa1aa } .least { stroke: #30343a; fill: #30343a }
  .ours { stroke: #0b63c4; fill: #0b63c4 } text.ours { stroke: none; font-weight: bold } path { fill: none !important }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } text { fill: #dfe3e8 } .faint { fill: #99a1ab } .grid { stroke: #2a3038 }
    .peer { stroke: #767e88; fill: #767e88 } .least { stroke: #dfe3e8; fill: #dfe3e8 }
    .ours { stroke: #66aaff; fill: #66aaff }
  }
"""


def plot(results):
    drawn = lines(results)
    sizes = [math.log10(size) for _, points in drawn for size, _ in points]
    costs = [math.log10(cost) for _, points in drawn for _, cost in points]
    first, last = min(sizes), max(max(sizes), min(sizes) + 1)
    low, high = math.floor(min(costs)), math.ceil(max(costs))
    x = lambda size: LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)
    y = lambda cost: HEIGHT - BOTTOM - (math.log10(cost) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
    svg = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>CPU time for the totals per account, against the number of vouchers; both axes logarithmic</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        *axes(x, y, (first, last), (low, high)),
    ]
    labels = []
    for name, points in drawn:
        kind = "ours" if name.startswith(OURS) else "least" if name == LEAST else "peer"
        at = [(x(size), y(cost)) for size, cost in points]
        path = " L".join(f"{across:.1f} {down:.1f}" for across, down in at)
        weight = 2.5 if kind == "ours" else 1.5
        svg.append(f'<path class="{kind}" stroke-width="{weight}" d="M{path}"/>')
        svg += [f'<circle class="{kind}" cx="{across:.1f}" cy="{down:.1f}" r="3"/>' for across, down in at]
        labels.append([at[-1][1], at[-1][0], name, "ours" if kind == "ours" else "", slope_of(points)])
    for down, across, name, kind, slope in spread(labels):
        told = f' <tspan class="faint" font-weight="normal">{slope:.2f}</tspan>' if slope is not None else ""
        svg.append(f'<text class="{kind}" x="{across + 9:.1f}" y="{down + 4:.1f}">{escape(name)}{told}</text>')
    return "\n".join([*svg, "</svg>"]) + "\n"


def lines(results):
    """The points of each tool, as vouchers and seconds of CPU."""
    told = {}
    for size, at_size in results["sizes"].items():
        for name, one in at_size["totals"].items():
            if "cpu" in one:
                told.setdefault(name, []).append((int(size), one["cpu"]))
    return list(told.items())


def slope_of(points):
    """By how many powers of ten the cost grows as the size grows by one, between the two largest sizes: where what a
    program costs to start no longer shows most."""
    if len(points) < 2:
        return None
    (size, cost), (larger, dearer) = points[-2:]
    return math.log10(dearer / cost) / math.log10(larger / size)


def axes(x, y, sizes, costs):
    right = WIDTH - RIGHT
    for power in range(costs[0], costs[1] + 1):
        down = y(10.0**power)
        yield f'<line class="grid" x1="{LEFT}" x2="{right}" y1="{down:.1f}" y2="{down:.1f}"/>'
        label = f"{10 ** power} s" if power >= 0 else f"{10 ** (power + 3)} ms" if power >= -3 else ""
        yield f'<text class="faint" x="{LEFT - 8}" y="{down + 4:.1f}" text-anchor="end">{label}</text>'
    for power in range(math.ceil(sizes[0]), math.floor(sizes[1]) + 1):
        across = x(10.0**power)
        yield f'<line class="grid" x1="{across:.1f}" x2="{across:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        label = grouped(10**power)
        yield f'<text class="faint" x="{across:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{label}</text>'
    yield f'<text class="faint" x="{LEFT}" y="18">CPU time</text>'
    yield f'<text class="faint" x="{right}" y="{HEIGHT - 10}" text-anchor="end">vouchers</text>'
    yield f'<text class="faint" x="{right + 9}" y="18">slope at the end</text>'


def spread(labels, least=16):
    """Labels from the top down, none closer than a line of text to the one above at the same size."""
    above = {}
    for label in sorted(labels):
        column = round(label[1])
        label[0] = above[column] = max(label[0], above.get(column, -math.inf) + least)
        yield label


if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    write(root, json.loads((root / "benches" / "results" / "peers.json").read_text()))
