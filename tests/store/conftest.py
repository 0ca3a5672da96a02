"""Properties of whole graphs take their time on a busy machine: no deadline for one example."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
