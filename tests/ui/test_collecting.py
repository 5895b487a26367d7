"""Long work is not interrupted by full memory collections, and they come back after it."""

import gc

import pytest

from caseflow.ui.collecting import collections_put_off


def test_collections_wait_for_the_last_work_to_end() -> None:
    with collections_put_off():
        with collections_put_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_leaves_collections_as_they_were() -> None:
    with pytest.raises(ValueError, match="half way"), collections_put_off():
        raise ValueError("half way")
    assert gc.isenabled()
