"""Run the migrations in the transaction that `caseflow.store.upgrade` has opened, and that it ends."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
