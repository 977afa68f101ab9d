def pytest_addoption(parser):
    parser.addoption(
        "--wheel", action="store_true", help="also build the package and install it into a fresh environment"
    )


def pytest_configure(config):
    config.addinivalue_line("markers", "wheel: builds the package and installs it; needs PyPI")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--wheel"):
        items[:] = [item for item in items if "wheel" not in item.keywords]
