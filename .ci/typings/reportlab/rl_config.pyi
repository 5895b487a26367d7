# ruff: noqa: N816 - the names are ReportLab’s
useA85: int
