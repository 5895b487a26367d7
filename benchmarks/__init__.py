"""Measure the speed promises: each row beside its reference, in one run, on stores of two sizes."""
