"""There is one door: no other module of the service can open a connection to the outside."""

import ast
from pathlib import Path

import tributary_ingest

ROOT = Path(tributary_ingest.__file__).parent
DOOR = ROOT / "adapters" / "fetching"
NETWORK = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpcore2",
    "httpx2",
    "requests",
    "smtplib",
    "socket",
    "urllib.request",
    "urllib3",
}


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def uses_network(path: Path) -> bool:
    return any(
        name == module or name.startswith(f"{module}.") for name in imports(path) for module in NETWORK
    )


def test_only_the_fetcher_imports_what_opens_connections():
    outside = [path for path in ROOT.rglob("*.py") if DOOR not in path.parents]
    assert [str(path.relative_to(ROOT)) for path in outside if uses_network(path)] == []


def test_inside_the_door_one_module_opens_them():
    opening = [path.name for path in DOOR.glob("*.py") if "create_connection" in path.read_text()]
    assert opening == ["network.py"]
