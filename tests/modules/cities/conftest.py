from tests.factories.world import password_hash, world

__all__ = ["password_hash", "world"]
