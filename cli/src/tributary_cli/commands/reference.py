"""settings, metrics, version: what the product says of itself; the reference pages are made of these."""

import sys
from collections.abc import Sequence
from importlib import import_module, metadata

from tributary_cli import options
from tributary_cli.output import Row, markdown, show_table, write_json

SETTINGS_CLASSES = (
    ("tributary_ingest.settings", "IngestSettings"),
    ("tributary_entities.settings", "EntitiesSettings"),
    ("tributary_gateway.settings", "GatewaySettings"),
)
# The whole services, so that the metrics of what they share are declared, too.
METRICS_MODULES = ("tributary_ingest.app", "tributary_entities.app", "tributary_gateway.app")


def settings(markdown_table: options.Markdown = False, as_json: options.Json = False) -> None:
    """Show every setting and its default."""
    from tributary_kit.settings import describe

    described = describe(*(getattr(import_module(module), name) for module, name in SETTINGS_CLASSES))
    rows = [
        {
            "variable": row.variable,
            "type": row.type,
            "default": row.default,
            "secret": row.secret,
            "meaning": row.meaning + (f" Or {row.variable}_FILE names a file." if row.secret else ""),
        }
        for row in described
    ]
    _show(rows, ("variable", "type", "default", "meaning"), markdown_table, as_json)


def metrics(markdown_table: options.Markdown = False, as_json: options.Json = False) -> None:
    """Show every metric and what to do about it."""
    from tributary_kit.metrics import declared

    for module in METRICS_MODULES:
        import_module(module)
    rows = [
        {
            "name": metric.name,
            "kind": metric.kind,
            "labels": list(metric.labels),
            "meaning": metric.help,
            "remedy": metric.remedy,
        }
        for metric in declared()
    ]
    _show(rows, ("name", "kind", "labels", "meaning", "remedy"), markdown_table, as_json)


def version(as_json: options.Json = False) -> None:
    """Show the version of Tributary and of Python."""
    facts = {"tributary": metadata.version("tributary-cli"), "python": sys.version.split()[0]}
    if as_json:
        write_json(facts)
    else:
        sys.stdout.write(f"tributary {facts['tributary']} (Python {facts['python']})\n")


def _show(rows: Sequence[Row], fields: tuple[str, ...], markdown_table: bool, as_json: bool) -> None:
    if as_json:
        write_json(rows)
    elif markdown_table:
        sys.stdout.write(markdown([f.capitalize() for f in fields], [_texts(row, fields) for row in rows]))
    else:
        show_table(rows, [(field.upper(), field) for field in fields])


def _texts(row: Row, fields: tuple[str, ...]) -> list[str]:
    values = [row[field] for field in fields]
    return [", ".join(map(str, v)) if isinstance(v, list) else str(v) for v in values]
