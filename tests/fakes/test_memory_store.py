"""The fake keeps the contract: that is what makes it worth trusting."""

import pytest

from pipeline.model.ids import Digest
from tests.contracts.object_store import Damage, StoreContract
from tests.fakes.store import MemoryStore


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()

    @pytest.fixture
    def damage(self, store: MemoryStore) -> Damage:
        def spoil(digest: Digest) -> None:
            store.objects[digest] = b"rubbish"

        return spoil
