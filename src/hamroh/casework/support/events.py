"""What is recorded about support. Names of acts, with codes and keys only."""

NEEDS_TOLD = "needs.told"
HEALTH_WRITTEN = "health.written"
STAY_STARTED = "stay.started"
STAY_ENDED = "stay.ended"
CARE_ARRANGED = "care.arranged"
SERVICE_RECORDED = "service.recorded"
