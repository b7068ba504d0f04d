"""The folder in which Superset keeps its own database, its key and its passwords; nobody but its owner may read it."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ACCOUNTS = ("admin", "reader")


@dataclass(frozen=True, slots=True)
class Home:
    folder: Path

    @property
    def log(self) -> Path:
        return self.folder / "superset.log"

    @property
    def process(self) -> Path:
        """Holds the id of the server's process while it runs."""
        return self.folder / "superset.pid"

    @property
    def bundle(self) -> Path:
        return self.folder / "bundle.zip"

    @property
    def stamp(self) -> Path:
        """Holds the digest of what was set up last."""
        return self.folder / "set_up"

    def password(self, account: str) -> Path:
        return self.folder / f"{account}.password"

    @property
    def key(self) -> Path:
        return self.folder / "secret.key"

    def environment(self, given: Mapping[str, str]) -> dict[str, str]:
        """What Superset runs with: ``given``, and a key that is made once for this installation where none is given."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        key = given.get("SUPERSET_SECRET_KEY") or _kept(self.key, 48)
        config = str(Path(__file__).with_name("superset_config.py"))
        folder = str(self.folder)
        return {**given, "SUPERSET_SECRET_KEY": key, "SUPERSET_CONFIG_PATH": config, "PTW_BI_HOME": folder, "SUPERSET_HOME": folder}

    def passwords(self, given: Mapping[str, str]) -> dict[str, str]:
        """By variable, the password of each account: what is given, else made once."""
        variables = {f"PTW_BI_{account.upper()}": account for account in ACCOUNTS}
        return {variable: given.get(variable) or _kept(self.password(account), 12) for variable, account in variables.items()}


def _kept(path: Path, length: int) -> str:
    """The secret in the file; a new one where there is none."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        secret = secrets.token_urlsafe(length)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(secret)
        return secret
