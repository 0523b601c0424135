"""Plan: what makes every row again."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from sayso.run import plan
from sayso.run.plan import PACKAGES, code_digest


@pytest.mark.parametrize("package", PACKAGES)
def test_another_version_of_a_package_makes_every_row_again(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_digest()
    assert code_digest() == before
    monkeypatch.setattr(plan, "version", lambda name: "0" if name == package else version(name))
    assert code_digest() != before


def test_every_package_that_rows_hang_on_is_installed() -> None:
    assert all(version(package) for package in PACKAGES)
