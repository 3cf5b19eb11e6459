"""What every test of the repository may use."""

pytest_plugins = ["tributary_testkit.plugin"]
