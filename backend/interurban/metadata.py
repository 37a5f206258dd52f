"""Every table of the house, for Alembic."""

from interurban.core import audit, idempotency, outbox
from interurban.core.database import Base
from interurban.modules.challenges import life_models
from interurban.modules.challenges import models as challenges
from interurban.modules.cities import models as cities
from interurban.modules.feed import models as feed
from interurban.modules.identity import models as identity
from interurban.modules.matching import models as matching
from interurban.modules.notifications import models as notifications
from interurban.modules.sources import models as sources
from interurban.modules.suppliers import models as suppliers

metadata = Base.metadata
modules = (
    audit,
    challenges,
    life_models,
    cities,
    feed,
    idempotency,
    identity,
    matching,
    notifications,
    outbox,
    sources,
    suppliers,
)
