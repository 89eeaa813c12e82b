"""The history of the schema: Alembic's environment and one revision after another.

While nothing is released there is one revision, 0001, made anew from `engine/tables/` with
`python -m engine.migrations.regenerate`. After the first release it is frozen and changes become 0002, 0003 …
"""
