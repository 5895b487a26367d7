"""Laws are tried on enough examples, and never against the clock."""

from hypothesis import settings

settings.register_profile("caseflow", deadline=None, max_examples=60)
settings.load_profile("caseflow")
