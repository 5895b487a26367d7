"""Recruitments of many: the list of them, and the page of one with its eight stages."""
