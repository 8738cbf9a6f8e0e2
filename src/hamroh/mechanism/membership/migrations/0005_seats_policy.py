"""Who may write a post in place of another, for a vacant seat, or on an act of appointment.

What is delegated is tied to its original by a key: same organisation, same role, the holder who delegates. Nobody who
holds a role in somebody's place hands it on: the database knows which roles are held of one's own.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, APP, ORGANISATION, OWN_ROLES, able, guard_writes

ADMITS = able("members:admit")
MANAGES = f"(organisation_id = {ORGANISATION} AND {able('members:manage')})"
NOT_ONESELF = f"user_id <> {ACTOR}"
HOLDS = f"(organisation_id = {ORGANISATION} AND role = ANY ({OWN_ROLES}))"

PLAIN = f"(delegated_for_id IS NULL AND NOT interim AND nomination_id IS NULL AND ({MANAGES} OR ({ADMITS} AND role = 'focal-point') OR (deputy AND ({HOLDS} OR {ADMITS}))))"
DELEGATED = (
    f"(delegated_for_id IS NOT NULL AND holder <> user_id AND until IS NOT NULL"
    f" AND ((holder = {ACTOR} AND {HOLDS}) OR ({MANAGES} AND (role <> 'focal-point' OR {HOLDS})) OR {ADMITS}))"
)
INTERIM = f"(interim AND until IS NOT NULL AND {ADMITS})"
APPOINTED = f"(nomination_id IS NOT NULL AND {ADMITS})"
INSERT = f"{NOT_ONESELF} AND given_by = {ACTOR} AND ({PLAIN} OR {DELEGATED} OR {INTERIM} OR {APPOINTED})"
UPDATE = f"{NOT_ONESELF} AND ({MANAGES} OR {ADMITS} OR (holder = {ACTOR} AND organisation_id = {ORGANISATION}))"

OLD_INSERT = f"{NOT_ONESELF} AND given_by = {ACTOR} AND ({MANAGES} OR ({ADMITS} AND role = 'focal-point'))"
OLD_UPDATE = f"{NOT_ONESELF} AND ({MANAGES} OR {ADMITS})"
WRITTEN = f"written_by = {ACTOR} AND written_for = {ORGANISATION} AND {ADMITS}"


def _policies(insert: str, update: str) -> str:
    return (
        "DROP POLICY IF EXISTS app_insert ON membership_post; DROP POLICY IF EXISTS app_update ON membership_post;\n"
        f"CREATE POLICY app_insert ON membership_post FOR INSERT TO {APP} WITH CHECK ({insert});\n"
        f"CREATE POLICY app_update ON membership_post FOR UPDATE TO {APP} USING ({update}) WITH CHECK ({update})"
    )


KEYS = """
ALTER TABLE membership_post ADD CONSTRAINT post_as_held UNIQUE (id, user_id, organisation_id, role);
ALTER TABLE membership_post ADD CONSTRAINT delegated_as_held FOREIGN KEY (delegated_for_id, holder, organisation_id, role)
  REFERENCES membership_post (id, user_id, organisation_id, role);
ALTER TABLE membership_post ADD CONSTRAINT appointed_as_nominated FOREIGN KEY (nomination_id, organisation_id, role)
  REFERENCES membership_nomination (id, organisation_id, role)
"""
NO_KEYS = """
ALTER TABLE membership_post DROP CONSTRAINT appointed_as_nominated;
ALTER TABLE membership_post DROP CONSTRAINT delegated_as_held;
ALTER TABLE membership_post DROP CONSTRAINT post_as_held
"""


class Migration(migrations.Migration):
    dependencies = [("membership", "0004_seats")]
    operations = [
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(_policies(INSERT, UPDATE), _policies(OLD_INSERT, OLD_UPDATE)),
        migrations.RunSQL(
            *guard_writes(
                "membership_nomination",
                insert=f"nominated_by = {ACTOR} AND nominated_for = {ORGANISATION}"
                f" AND ({ADMITS} OR {able('members:manage')})",
            )
        ),
        migrations.RunSQL(*guard_writes("membership_findingstep", insert=WRITTEN)),
    ]
