"""What every test of ingest goes by."""

from hypothesis import settings

# A machine that is busy with something else is no fault of the code.
settings.register_profile("ingest", deadline=None)
settings.load_profile("ingest")
