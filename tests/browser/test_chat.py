"""The chat in a real browser: what a journalist asks, reads, clicks and finds again."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from browser_reader import App, Reader
