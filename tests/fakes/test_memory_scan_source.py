"""The fake keeps the contract: that is what makes it worth trusting."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.model.ids import DeliveryId
from tests.contracts.scan_source import ScanSourceContract
from tests.fakes.scan_source import MemoryScanSource


class MemoryDesk:
    def __init__(self, folder: Path) -> None:
        self.source = MemoryScanSource(folder)
        self._ids: dict[str, DeliveryId] = {}

    def lay(self, name: str, files: Mapping[str, bytes]) -> None:
        self._ids[name] = self.source.lay(files)

    def spoil(self, name: str) -> None:
        self.source.withdraw(self._ids[name])

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 8, tzinfo=UTC)


class TestMemoryScanSource(ScanSourceContract):
    @pytest.fixture
    def desk(self, tmp_path: Path) -> MemoryDesk:
        return MemoryDesk(tmp_path)
