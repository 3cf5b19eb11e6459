"""Where settings come from: the environment, and a folder of files such as a mounted ConfigMap.

`TRIBUTARY_CONFIG_DIR` names the folder; its files are named like the variables. The environment wins. This
module stays light: the health command reads its one address by it.
"""

import os
from pathlib import Path

from tributary_kit.errors import Invalid

PREFIX = "TRIBUTARY_"
CONFIG_DIR = "TRIBUTARY_CONFIG_DIR"


def given() -> dict[str, str]:
    """Every variable that begins with TRIBUTARY_, by its full name. Raises Invalid for a bad folder."""
    return {**from_folder(), **from_process()}


def from_process() -> dict[str, str]:
    """The variables in the environment of this process."""
    return {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}


def from_folder() -> dict[str, str]:
    """The variables in the folder of settings, without their final newlines; none when no folder is named.

    Names that begin with a dot are how Kubernetes swaps a ConfigMap's files, and are passed over.
    """
    folder = os.environ.get(CONFIG_DIR)
    if not folder:
        return {}
    try:
        files = [file for file in Path(folder).iterdir() if file.name.startswith(PREFIX)]
        return {file.name: file.read_text("utf-8").rstrip("\n") for file in files}
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise Invalid(
            f"{CONFIG_DIR}: the settings in {folder} cannot be read: {why}.",
            remedy="Let the folder hold one text file for each setting, named like its variable.",
        ) from None
