"""Runs the revisions over the connection that `engine.migrate` opened and locked; Alembic loads it by path."""

from __future__ import annotations

from alembic import context

from engine.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
