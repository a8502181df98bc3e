"""Settings, read from the environment (``RARESEEK_*``)."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

#: Version of everything a snapshot holds: layout, tables, graph schema, ranking index. Raise it
#: with any change to how they are built. Another version is refused, never guessed at.
SNAPSHOT_FORMAT = 5


def _default_home() -> Path:
    return Path(platformdirs.user_data_dir("rareseek", appauthor=False))


class Settings(BaseSettings):
    """Where Rareseek keeps its data and the limits it works under.

    Every field can be set by an environment variable, for example ``RARESEEK_HOME``.
    """

    model_config = SettingsConfigDict(env_prefix="RARESEEK_", extra="ignore")

    home: Path = Field(default_factory=_default_home)
    """Folder of snapshots and caches."""
    offline: bool = False
    """Never try to download."""
    connect_timeout: float = 5.0
    """Seconds to wait for a download server to answer."""
    read_timeout: float = 60.0
    """Seconds to wait for the next bytes of a download."""
    query_timeout: float = 30.0
    """Seconds after which a graph query is interrupted."""
    max_note_bytes: int = 2_000_000
    """A longer clinical note is refused."""
    audit: bool = True
    """Apply curators' decisions; the commands also keep what did not map. False does neither."""
    keep_context: bool = False
    """Keep with an unmapped mention the sentence that it stands in."""
    author: str | None = None
    """Who decides in ``rareseek audit`` and ``rareseek serve``: an ORCID or a name."""

    @property
    def snapshots(self) -> Path:
        """Folder that holds one folder per snapshot and the ``current`` pointer."""
        return self.home / "snapshots"

    @property
    def audit_store(self) -> Path:
        """File of what did not map and of curators' decisions; it outlives every snapshot."""
        return self.home / "audit" / "audit.sqlite"

    @property
    def downloads(self) -> Path:
        """Cache of downloaded official files."""
        return self.home / "downloads"


class Neo4jSettings(BaseSettings):
    """Which Neo4j server to use, by the environment variables its own tools and Aura go by."""

    model_config = SettingsConfigDict(env_prefix="NEO4J_", extra="ignore", populate_by_name=True)

    uri: str = "bolt://localhost:7687"
    """``NEO4J_URI``: ``bolt://host:7687``, ``neo4j://`` for a cluster, ``neo4j+s://`` for Aura."""
    user: str | None = Field(
        default=None, validation_alias=AliasChoices("NEO4J_USER", "NEO4J_USERNAME")
    )
    """``NEO4J_USER`` or ``NEO4J_USERNAME``."""
    password: SecretStr | None = None
    """``NEO4J_PASSWORD``."""
    database: str | None = None
    """``NEO4J_DATABASE``; without one, the user's home database."""

    @property
    def login(self) -> str | None:
        """The user to log in as: with a password alone Neo4j's first user, with neither nobody."""
        return self.user or ("neo4j" if self.password else None)

    @property
    def configured(self) -> bool:
        """Whether a server was named, by the environment or otherwise."""
        return "uri" in self.model_fields_set
