"""Write a question of SQLAlchemy once, and ask it of a bare cursor: for lists, where writing it costs more than asking.

What is given and what comes back are as SQLite holds them: keys as 32 hexadecimal digits, days as « 2026-11-23 ».
"""

from typing import Any

from sqlalchemy import BindParameter, Select, String, bindparam
from sqlalchemy.dialects.sqlite import dialect

_DIALECT = dialect(paramstyle="named")


def given(name: str) -> BindParameter[Any]:
    """Return the place of a value that is given at each asking."""
    return bindparam(name, None, type_=String)


class Prepared:
    """A question written once."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        self._text = str(compiled)
        self._constants: dict[str, Any] = {**compiled.params}

    def ask(self, cursor: Any, **values: Any) -> list[tuple[Any, ...]]:
        """Return every row of the answer."""
        return cursor.execute(self._text, self._constants | values).fetchall()
