"""The figures behind the rules, as they stand in this store: shipped ones, and those an administrator replaced."""

from collections.abc import Callable

from sqlalchemy import select

from caseflow.domain.reference import RuleSetting
from caseflow.domain.rules import Rule, Rules, RuleValue, shipped, stored
from caseflow.i18n import _
from caseflow.store.journal import Change
from caseflow.store.store import Store


class RuleBook:
    """Reads the rules once, and again when a setting changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: Rules | None = None
        self.close: Callable[[], None] = store.on_change(self._forget)

    def rules(self) -> Rules:
        """Return the rules in force."""
        if self._read is None:
            with self._store.reading() as session:
                settings = {each.key: each.value for each in session.scalars(select(RuleSetting))}
            self._read = shipped().with_settings(settings)
        return self._read

    def entries(self) -> tuple[Rule, ...]:
        """Return every rule in force, to be shown and edited."""
        return tuple(self.rules())

    def change(self, key: str, value: RuleValue) -> None:
        """Replace the figure of one rule in this store.

        Raises:
            Invalid: there is no such rule, or the value does not fit it.
        """
        kept = self.rules().with_value(key, value)[key].value
        text = stored(kept)
        with self._store.writing(_("Rule changed")) as writing:
            query = select(RuleSetting).where(RuleSetting.key == key)
            setting = writing.session.scalars(query).first()
            if setting is None:
                writing.add(RuleSetting(key=key, value=text))
            else:
                setting.value = text

    def reset(self, key: str) -> None:
        """Go back to the figure shipped."""
        with self._store.writing(_("Rule put back")) as writing:
            for setting in writing.session.scalars(select(RuleSetting).where(RuleSetting.key == key)):
                writing.delete(setting)

    def _forget(self, change: Change) -> None:
        if "rule_setting" in change.kinds:
            self._read = None
