"""What is seen and clicked: PySide6, and only here."""

import gc
import sys

from PySide6 import QtCore as QtCore  # loads what is changed below


def _may_use_features(_module: object) -> bool:
    return True


# PySide reads the source of every module imported after it, for a switch (`__feature__`) that is never used here:
# an eighth of the time to the first list. Where the name is gone, it goes on reading.
_feature = sys.modules.get("shibokensupport.feature")
if hasattr(_feature, "_mod_uses_pyside"):
    setattr(_feature, "_mod_uses_pyside", _may_use_features)  # noqa: B010 - a module that no checker knows

# A program that starts makes many objects and drops few: looking for loops among them thirty times less often takes a
# megabyte more, and 35 ms less.
gc.set_threshold(20_000, 10, 10)
