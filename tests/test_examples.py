"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import site_builder

MODULES = sorted(module.name for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."))


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
