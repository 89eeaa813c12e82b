"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('blobs',
    sa.Column('sha256', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('kept_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_blobs'))
    )
    op.create_table('calendar_loads',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('jurisdiction', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('source', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('text', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('loaded_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('loaded_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('first_day', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('finished_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('moved', sa.Integer(), nullable=False),
    sa.Column('confirmed', sa.Integer(), nullable=False),
    sa.Column('conflicts', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_loads'))
    )
    op.create_table('counters',
    sa.Column('series', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('series', name=op.f('pk_counters'))
    )
    op.create_table('effects',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('payload', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('state', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='owed', nullable=False),
    sa.Column('not_before', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('lease_token', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('lease_until', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('last_error', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('owed_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('settled_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_effects'))
    )
    with op.batch_alter_table('effects', schema=None) as batch_op:
        batch_op.create_index('ix_effects_due', ['state', 'not_before', 'id'], unique=False)

    op.create_table('read_log',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('actor_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('action', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('subject', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('hash', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_read_log'))
    )
    op.create_table('requests',
    sa.Column('actor_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('request_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('hash', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('answer', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('actor_id', 'request_id', name=op.f('pk_requests'))
    )
    op.create_table('settings',
    sa.Column('jurisdiction', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('begins_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('value', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('set_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('set_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('jurisdiction', 'code', 'begins_on', name=op.f('pk_settings'))
    )
    op.create_table('throttles',
    sa.Column('key', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('since', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('locked_until', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_throttles'))
    )
    op.create_table('tracking_codes',
    sa.Column('code_index', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('tail_index', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('story', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('made_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('code_index', name=op.f('pk_tracking_codes'))
    )
    op.create_table('units',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('agency', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('short_name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('jurisdiction', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('address', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('phone', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('begins_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('ends_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_units'))
    )
    op.create_table('accounts',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('login', sa.Text(), nullable=False),
    sa.Column('name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('password_hash', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('post', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('card_number', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('card_valid_to', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('password_expired', sa.Boolean(), nullable=False),
    sa.Column('disabled_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_accounts_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('login', name=op.f('uq_accounts_login'))
    )
    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_accounts_unit_id'), ['unit_id'], unique=False)

    op.create_table('calendar_tables',
    sa.Column('load_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('jurisdiction', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('version', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('text', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['load_id'], ['calendar_loads.id'], name=op.f('fk_calendar_tables_load_id_calendar_loads')),
    sa.PrimaryKeyConstraint('load_id', 'year', name=op.f('pk_calendar_tables'))
    )
    op.create_table('cases',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.Column('case_type', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('type_version', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('type_digest', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('stage', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('title', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('jurisdiction', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('source', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('township', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('story', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('is_open', sa.Integer(), nullable=False),
    sa.Column('is_confidential', sa.Integer(), nullable=False),
    sa.Column('opened_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('closed_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('next_due', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='9999-12-31', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('head', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('state', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_cases_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('number', name=op.f('uq_cases_number'))
    )
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.create_index('ix_cases_overview', ['unit_id', 'case_type', 'stage', 'source', 'township', 'is_open', 'next_due', 'opened_on', 'closed_on', 'jurisdiction', 'is_confidential', 'id'], unique=False)
        batch_op.create_index('ix_cases_story', ['story'], unique=False)
        batch_op.create_index('ix_cases_unit_all', ['unit_id', 'next_due', 'id'], unique=False)
        batch_op.create_index('ix_cases_unit_due', ['unit_id', 'is_open', 'next_due', 'id'], unique=False)
        batch_op.create_index('ix_cases_unit_number', ['unit_id', 'id'], unique=False)
        batch_op.create_index('ix_cases_unit_stage', ['unit_id', 'stage', 'next_due', 'id', 'is_open'], unique=False)
        batch_op.create_index('ix_cases_unit_township', ['unit_id', 'township', 'is_open', 'next_due', 'id'], unique=False)
        batch_op.create_index('ix_cases_words', ['number', 'title', 'id'], unique=False)

    op.create_table('submissions',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_type', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('state', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='waiting', nullable=False),
    sa.Column('received_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('received_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('due', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('provisional', sa.Integer(), nullable=False),
    sa.Column('number_index', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('request_index', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('consent', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sealed', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('decided_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('decided_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('ground', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.CheckConstraint("state IN ('waiting','registered','declined')", name=op.f('ck_submissions_state')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_submissions_unit_id_units')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submissions')),
    sa.UniqueConstraint('request_index', name=op.f('uq_submissions_request_index'))
    )
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.create_index('ix_submissions_number', ['number_index'], unique=False)
        batch_op.create_index('ix_submissions_unit', ['unit_id', 'state', 'id'], unique=False)

    op.create_table('calendar_feeds',
    sa.Column('token_hash', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('made_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('revoked_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_calendar_feeds_account_id_accounts')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_calendar_feeds'))
    )
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_feeds_account_id'), ['account_id'], unique=False)

    op.create_table('calendar_moves',
    sa.Column('load_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('label', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('due_before', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('due_after', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('paper', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_calendar_moves_case_id_cases')),
    sa.ForeignKeyConstraint(['load_id'], ['calendar_loads.id'], name=op.f('fk_calendar_moves_load_id_calendar_loads')),
    sa.PrimaryKeyConstraint('load_id', 'case_id', 'code', name=op.f('pk_calendar_moves'))
    )
    op.create_table('case_officers',
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_case_officers_account_id_accounts')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_officers_case_id_cases')),
    sa.PrimaryKeyConstraint('case_id', 'account_id', name=op.f('pk_case_officers'))
    )
    with op.batch_alter_table('case_officers', schema=None) as batch_op:
        batch_op.create_index('ix_case_officers_account', ['account_id', 'case_id'], unique=False)

    op.create_table('case_parties',
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('role', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('is_person', sa.Integer(), nullable=False),
    sa.Column('number_index', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('tail_index', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_parties_case_id_cases')),
    sa.PrimaryKeyConstraint('case_id', 'ordinal', name=op.f('pk_case_parties'))
    )
    with op.batch_alter_table('case_parties', schema=None) as batch_op:
        batch_op.create_index('ix_case_parties_name', ['name', 'case_id'], unique=False)
        batch_op.create_index('ix_case_parties_number', ['number_index'], unique=False)

    op.create_table('deadlines',
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('opened_seq', sa.Integer(), nullable=False),
    sa.Column('label', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('basis', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('on_expiry', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('start', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('due', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('provisional', sa.Integer(), nullable=False),
    sa.Column('computation', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('paused_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('is_open', sa.Integer(), nullable=False),
    sa.Column('closed_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('closed_seq', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_deadlines_case_id_cases')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_deadlines_unit_id_units')),
    sa.PrimaryKeyConstraint('case_id', 'code', 'opened_seq', name=op.f('pk_deadlines'))
    )
    with op.batch_alter_table('deadlines', schema=None) as batch_op:
        batch_op.create_index('ix_deadlines_open_due', ['is_open', 'due'], unique=False)
        batch_op.create_index('ix_deadlines_provisional', ['unit_id', 'due', 'case_id', 'code'], unique=False, sqlite_where=sa.text('is_open = 1 AND provisional = 1'), postgresql_where=sa.text('is_open = 1 AND provisional = 1'))
        batch_op.create_index('ix_deadlines_unit_due', ['unit_id', 'is_open', 'due', 'case_id', 'code'], unique=False)

    op.create_table('delegations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('delegate_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('begins_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('ends_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('made_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('made_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_delegations_account_id_accounts')),
    sa.ForeignKeyConstraint(['delegate_id'], ['accounts.id'], name=op.f('fk_delegations_delegate_id_accounts')),
    sa.ForeignKeyConstraint(['made_by'], ['accounts.id'], name=op.f('fk_delegations_made_by_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delegations'))
    )
    with op.batch_alter_table('delegations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delegations_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_delegations_delegate_id'), ['delegate_id'], unique=False)

    op.create_table('drafts',
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('place', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('step', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sealed', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_drafts_account_id_accounts')),
    sa.PrimaryKeyConstraint('account_id', 'place', 'step', name=op.f('pk_drafts'))
    )
    op.create_table('events',
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('step', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('actor_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('text', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('hash', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_events_case_id_cases')),
    sa.PrimaryKeyConstraint('case_id', 'seq', name=op.f('pk_events'))
    )
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.create_index('ix_events_actor', ['actor_id', 'at', 'case_id', 'seq'], unique=False)

    op.create_table('exhibits',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('label', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('source', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('media_type', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sm3', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('added_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('added_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('withdrawn_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('withdrawn_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('withdrawn_reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_exhibits_case_id_cases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exhibits'))
    )
    with op.batch_alter_table('exhibits', schema=None) as batch_op:
        batch_op.create_index('ix_exhibits_case', ['case_id'], unique=False)

    op.create_table('facts',
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('begun_seq', sa.Integer(), nullable=False),
    sa.Column('begun_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('ended_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('ended_seq', sa.Integer(), nullable=True),
    sa.Column('evidence', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_facts_case_id_cases')),
    sa.PrimaryKeyConstraint('case_id', 'code', 'begun_seq', name=op.f('pk_facts'))
    )
    op.create_table('handoffs_received',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('label', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('from_unit', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('to_unit', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('state', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('due', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('received_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('checklist', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('log', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_handoffs_received_case_id_cases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handoffs_received'))
    )
    with op.batch_alter_table('handoffs_received', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handoffs_received_case_id'), ['case_id'], unique=False)
        batch_op.create_index('ix_handoffs_received_unit', ['to_unit', 'state', 'id'], unique=False)

    op.create_table('handoffs_sent',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('label', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('from_unit', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('to_unit', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('opens', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('state', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('due', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('sent_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('checklist', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('payload', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('log', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_handoffs_sent_case_id_cases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handoffs_sent'))
    )
    with op.batch_alter_table('handoffs_sent', schema=None) as batch_op:
        batch_op.create_index('ix_handoffs_sent_case', ['case_id'], unique=False)
        batch_op.create_index('ix_handoffs_sent_waiting', ['from_unit', 'state', 'due', 'id'], unique=False)

    op.create_table('nudges',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sender_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('text', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sent_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('seen_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_nudges_account_id_accounts')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_nudges_case_id_cases')),
    sa.ForeignKeyConstraint(['sender_id'], ['accounts.id'], name=op.f('fk_nudges_sender_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nudges'))
    )
    with op.batch_alter_table('nudges', schema=None) as batch_op:
        batch_op.create_index('ix_nudges_account', ['account_id', 'seen_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_nudges_case_id'), ['case_id'], unique=False)

    op.create_table('papers',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('label', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('number', sa.Text(), nullable=True),
    sa.Column('state', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('issued_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('issued_seq', sa.Integer(), nullable=False),
    sa.Column('context', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sha256', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('needs_service', sa.Integer(), nullable=False),
    sa.Column('served_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('void_reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.CheckConstraint("state IN ('numbered','rendered','served','void')", name=op.f('ck_papers_state')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_papers_case_id_cases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_papers')),
    sa.UniqueConstraint('number', name=op.f('uq_papers_number'))
    )
    with op.batch_alter_table('papers', schema=None) as batch_op:
        batch_op.create_index('ix_papers_case', ['case_id'], unique=False)

    op.create_table('password_requests',
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('asked_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('asked_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_password_requests_account_id_accounts')),
    sa.ForeignKeyConstraint(['asked_by'], ['accounts.id'], name=op.f('fk_password_requests_asked_by_accounts')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_password_requests'))
    )
    op.create_table('recusals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('reason', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('since', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_recusals_account_id_accounts')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_recusals_case_id_cases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recusals')),
    sa.UniqueConstraint('account_id', 'case_id', name=op.f('uq_recusals_account_id_case_id'))
    )
    op.create_table('reminders',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('threshold', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('due', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('made_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('delivered_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('seen_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_reminders_account_id_accounts')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_reminders_case_id_cases')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminders'))
    )
    with op.batch_alter_table('reminders', schema=None) as batch_op:
        batch_op.create_index('ix_reminders_account', ['account_id', 'seen_at', 'id'], unique=False)

    op.create_table('return_files',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_type', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('step', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sha256', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('uploaded_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('uploaded_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_return_files_unit_id_units')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['accounts.id'], name=op.f('fk_return_files_uploaded_by_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_files')),
    sa.UniqueConstraint('unit_id', 'case_type', 'step', 'sha256', name=op.f('uq_return_files_unit_id_case_type_step_sha256'))
    )
    op.create_table('role_grants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('role', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('begins_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('ends_on', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_role_grants_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grants'))
    )
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grants_account_id'), ['account_id'], unique=False)

    op.create_table('saved_views',
    sa.Column('id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('list', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('filter', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('made_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_saved_views_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_views')),
    sa.UniqueConstraint('account_id', 'name', name=op.f('uq_saved_views_account_id_name'))
    )
    op.create_table('sealed_reporters',
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sealed', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('sealed_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_sealed_reporters_case_id_cases')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_sealed_reporters'))
    )
    op.create_table('sessions',
    sa.Column('token_hash', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('account_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('csrf', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('made_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('seen_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('ends_at', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_sessions_account_id_accounts')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sessions'))
    )
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sessions_account_id'), ['account_id'], unique=False)

    op.create_table('tally_changes',
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('code', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('day', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('lines', sa.Integer(), nullable=False),
    sa.Column('fen', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_tally_changes_case_id_cases')),
    sa.PrimaryKeyConstraint('case_id', 'seq', 'code', name=op.f('pk_tally_changes'))
    )
    with op.batch_alter_table('tally_changes', schema=None) as batch_op:
        batch_op.create_index('ix_tally_changes_code', ['code', 'day', 'unit_id', 'case_id', 'lines', 'fen'], unique=False)

    op.create_table('return_lines',
    sa.Column('file_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('state', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('case_id', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=True),
    sa.Column('sealed', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('print', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), nullable=False),
    sa.Column('why', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.Column('settled_by', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_return_lines_case_id_cases')),
    sa.ForeignKeyConstraint(['file_id'], ['return_files.id'], name=op.f('fk_return_lines_file_id_return_files')),
    sa.PrimaryKeyConstraint('file_id', 'line', name=op.f('pk_return_lines'))
    )
    with op.batch_alter_table('return_lines', schema=None) as batch_op:
        batch_op.create_index('ix_return_lines_print', ['print'], unique=False)
        batch_op.create_index('ix_return_lines_state', ['state', 'file_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('return_lines', schema=None) as batch_op:
        batch_op.drop_index('ix_return_lines_state')
        batch_op.drop_index('ix_return_lines_print')

    op.drop_table('return_lines')
    with op.batch_alter_table('tally_changes', schema=None) as batch_op:
        batch_op.drop_index('ix_tally_changes_code')

    op.drop_table('tally_changes')
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sessions_account_id'))

    op.drop_table('sessions')
    op.drop_table('sealed_reporters')
    op.drop_table('saved_views')
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grants_account_id'))

    op.drop_table('role_grants')
    op.drop_table('return_files')
    with op.batch_alter_table('reminders', schema=None) as batch_op:
        batch_op.drop_index('ix_reminders_account')

    op.drop_table('reminders')
    op.drop_table('recusals')
    op.drop_table('password_requests')
    with op.batch_alter_table('papers', schema=None) as batch_op:
        batch_op.drop_index('ix_papers_case')

    op.drop_table('papers')
    with op.batch_alter_table('nudges', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_nudges_case_id'))
        batch_op.drop_index('ix_nudges_account')

    op.drop_table('nudges')
    with op.batch_alter_table('handoffs_sent', schema=None) as batch_op:
        batch_op.drop_index('ix_handoffs_sent_waiting')
        batch_op.drop_index('ix_handoffs_sent_case')

    op.drop_table('handoffs_sent')
    with op.batch_alter_table('handoffs_received', schema=None) as batch_op:
        batch_op.drop_index('ix_handoffs_received_unit')
        batch_op.drop_index(batch_op.f('ix_handoffs_received_case_id'))

    op.drop_table('handoffs_received')
    op.drop_table('facts')
    with op.batch_alter_table('exhibits', schema=None) as batch_op:
        batch_op.drop_index('ix_exhibits_case')

    op.drop_table('exhibits')
    with op.batch_alter_table('events', schema=None) as batch_op:
        batch_op.drop_index('ix_events_actor')

    op.drop_table('events')
    op.drop_table('drafts')
    with op.batch_alter_table('delegations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delegations_delegate_id'))
        batch_op.drop_index(batch_op.f('ix_delegations_account_id'))

    op.drop_table('delegations')
    with op.batch_alter_table('deadlines', schema=None) as batch_op:
        batch_op.drop_index('ix_deadlines_unit_due')
        batch_op.drop_index('ix_deadlines_provisional', sqlite_where=sa.text('is_open = 1 AND provisional = 1'), postgresql_where=sa.text('is_open = 1 AND provisional = 1'))
        batch_op.drop_index('ix_deadlines_open_due')

    op.drop_table('deadlines')
    with op.batch_alter_table('case_parties', schema=None) as batch_op:
        batch_op.drop_index('ix_case_parties_number')
        batch_op.drop_index('ix_case_parties_name')

    op.drop_table('case_parties')
    with op.batch_alter_table('case_officers', schema=None) as batch_op:
        batch_op.drop_index('ix_case_officers_account')

    op.drop_table('case_officers')
    op.drop_table('calendar_moves')
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calendar_feeds_account_id'))

    op.drop_table('calendar_feeds')
    with op.batch_alter_table('submissions', schema=None) as batch_op:
        batch_op.drop_index('ix_submissions_unit')
        batch_op.drop_index('ix_submissions_number')

    op.drop_table('submissions')
    with op.batch_alter_table('cases', schema=None) as batch_op:
        batch_op.drop_index('ix_cases_words')
        batch_op.drop_index('ix_cases_unit_township')
        batch_op.drop_index('ix_cases_unit_stage')
        batch_op.drop_index('ix_cases_unit_number')
        batch_op.drop_index('ix_cases_unit_due')
        batch_op.drop_index('ix_cases_unit_all')
        batch_op.drop_index('ix_cases_story')
        batch_op.drop_index('ix_cases_overview')

    op.drop_table('cases')
    op.drop_table('calendar_tables')
    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_accounts_unit_id'))

    op.drop_table('accounts')
    op.drop_table('units')
    op.drop_table('tracking_codes')
    op.drop_table('throttles')
    op.drop_table('settings')
    op.drop_table('requests')
    op.drop_table('read_log')
    with op.batch_alter_table('effects', schema=None) as batch_op:
        batch_op.drop_index('ix_effects_due')

    op.drop_table('effects')
    op.drop_table('counters')
    op.drop_table('calendar_loads')
    op.drop_table('blobs')
