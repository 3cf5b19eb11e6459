"""What the chart renders to, kept in `golden/`: `make golden` writes it anew, to be read in the diff.

Left out is what differs from run to run (generated secrets, and checksums over them), from release to
release, or between the helms without meaning (empty lines).
"""

import re
from pathlib import Path

from .chart import CHART, HELMS, VALUES, render

GOLDEN = Path(__file__).parent / "golden"
HEAD = "# Written by `make golden`.\n"


def normalised(rendered: str) -> str:
    text = re.sub(r"(?m)^(\s+checksum/[\w.-]+: ).*$", r"\1CHECKSUM", rendered)
    text = re.sub(r"(?m)^(\s+helm\.sh/chart: ).*$", r"\1CHART", text)
    documents = [without_data(one) if "\nkind: Secret\n" in one else one for one in text.split("\n---\n")]
    return re.sub(r"\n(?:[ \t]*\n)+", "\n", "\n---\n".join(documents)).strip() + "\n"


def without_data(secret: str) -> str:
    """Values that may differ from render to render; they are long and of one line."""
    return re.sub(r"(?m)^(  [\w.-]+: )\S{24,}$", r"\1GENERATED", secret)


def path_of(name: str) -> Path:
    return GOLDEN / f"{name}.yaml"


def golden(name: str, helm: str) -> str:
    return HEAD + normalised(render(values=VALUES[name], helm=helm))


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.yaml"):
        path.unlink()
    for name in VALUES:
        path_of(name).write_text(golden(name, HELMS[0]))
    print(f"{len(VALUES)} renders of {CHART.name} written to {GOLDEN}")


if __name__ == "__main__":
    main()
