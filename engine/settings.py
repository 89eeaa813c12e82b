"""How this installation is set up: read from `CARNATION_…` environment variables, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Installation(BaseSettings):
    """The installation's own settings. Paths are made absolute; the data folder holds everything that changes."""

    model_config = SettingsConfigDict(env_prefix="CARNATION_")

    data: Path = Path("data")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8600
    public_url: str = ""
    behind_proxy: bool = False
    prefect: bool = True
    prefect_port: int = 0
    prefect_database_url: str = ""
    password_memory_kib: int = 65_536
    """Memory that checking one password takes (argon2); less makes guessing cheaper and is for tests."""
    sqlite_synchronous: Literal["NORMAL", "FULL"] = "FULL"
    blobs_in_database: bool = False
    case_types: str = "workflows"
    setup: str = "workflows.installation"
    pages: str = "forms.pages"
    flows: str = "workflows.flows"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    demo: bool = False
    track_embed: str = ""
    """Origins, separated by blanks, that may show the public tracking page in a frame."""
    largest_file: int = 50_000_000
    """Bytes that one evidence file may have; while it is stored, about three times as much is held in memory."""
    largest_upload: int = 200_000_000
    """Bytes that all files of one upload may have together."""

    def database(self) -> str:
        """The database's address; by default a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data.absolute() / 'carnation.db'}"
