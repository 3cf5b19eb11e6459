"""What the chart renders to, kept in `golden/`: `make golden` writes it anew, to be read in the diff.

Left out is what differs from run to run (generated secrets, and checksums over them) or release to release.
"""

import re
from pathlib import Path

from .chart import CHART, HELMS, VALUES, render

GOLDEN = Path(__file__).parent / "golden"
HEAD = "# Written by `make golden`.\n"


def normalised(rendered: str) -> str:
    text = re.sub(r"(?m)^(\s+checksum/[\w.-]+: ).*$", r"\1CHECKSUM", rendered)
    text = re.sub(r"(?m)^(\s+helm\.sh/chart: ).*$", r"\1CHART", text)
    text = re.sub(r"(?m)^(\s+[\w.-]+: )\"?[A-Za-z0-9+/]{40,}={0,2}\"?$", r"\1SECRET", text)
    return re.sub(r"\n{2,}", "\n", text).strip() + "\n"


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
