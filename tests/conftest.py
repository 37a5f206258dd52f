pytest_plugins = [
    "pytester",
    "tests.skips",
    "tests.fixtures.network",
    "tests.fixtures.postgres",
    "tests.fixtures.app",
    "tests.fixtures.model",
]
