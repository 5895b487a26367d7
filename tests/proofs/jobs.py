"""What the children of the nursery do; each is ended without warning, or has a disk that fails."""

import os
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from caseflow.services.desk import Desk
from caseflow.store import backup, opening, restore, upgrade
from caseflow.store.store import Store
from tests.proofs.life import Day
from tests.proofs.nursery import Tell
from tests.store.conftest import AUTHOR_NAME, CHEAP, PASSPHRASE

LATER = '''"""Make every person's row anew, with a column more."""

import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{former}"


def upgrade() -> None:
    with op.batch_alter_table("person", recreate="always") as person:
        person.add_column(sa.Column("nickname", sa.String()))
    op.execute("UPDATE person SET nickname = first_name")
'''


def wall() -> datetime:
    return datetime.now(UTC)


def opened(path: str | Path, passphrase: str = PASSPHRASE) -> Store:
    """Open a store the way the window does."""
    return opening.open_store(Path(path), passphrase, AUTHOR_NAME, wall)


def work(tell: Tell, path: str, seed: int) -> None:
    """Open a store and work on it without end; tell each action that is saved."""
    day = Day(Desk(opened(path)), seed, lambda action, operations: tell([action, operations]))
    while True:
        day.act()


def back_up(tell: Tell, path: str, folder: str, seed: int) -> None:
    """Work and make copies in turns, without end; tell each copy that is finished."""
    store = opened(path)
    day = Day(Desk(store), seed, lambda _action, _operations: None)
    while True:
        day.act()
        tell(backup.back_up(store, Path(folder), backup.Reason.ASKED).folder.name)


def go_back(tell: Tell, path: str, folder: str) -> None:
    """Go back to the oldest copy and to the newest in turns, without end; tell the folder of each one put back."""
    for turn in count():
        choices = restore.choices([Path(folder)], Path(path))
        done = restore.restore(Path(path), choices[-1 if turn % 2 else 0], PASSPHRASE, wall, Path(folder))
        tell(done.copy.folder.name)


def change_passphrase(tell: Tell, path: str, seed: int) -> None:
    """Change the passphrase without end; tell each one that is in force."""
    store, former = opened(path), PASSPHRASE
    for turn in count():
        new = f"{PASSPHRASE} {seed} {turn}"
        opening.change_passphrase(store, former, new, cost=CHEAP)
        tell(former := new)


def create(tell: Tell, folder: str) -> None:
    """Make stores without end; tell each one that was shown as made."""
    for turn in count():
        path = Path(folder, f"plie{turn}.caseflow")
        opening.create_store(path, PASSPHRASE, AUTHOR_NAME, wall, cost=CHEAP).store.close()
        tell(path.name)


def bring_up_to_date(tell: Tell, path: str, migrations: str, home: str) -> None:
    """Open a store of the version before."""
    os.environ["CASEFLOW_HOME"] = home
    upgrade.MIGRATIONS, upgrade.VERSIONS, upgrade.PRESENT = Path(migrations), (*upgrade.VERSIONS, "later"), "later"
    opened(path).close()
    tell("done")


def open_kept(tell: Tell, path: str, passphrase: str, home: str) -> None:
    """Open a store of a released version, which brings it to the present one."""
    os.environ["CASEFLOW_HOME"] = home
    opened(path, passphrase).close()
    tell("done")
