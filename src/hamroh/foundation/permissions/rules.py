"""The policy as SQL text, for migrations. Policies read the row's own columns and settings, never another table."""

from hamroh.kernel.actor import ability_key

APP, JOBS, FIGURES = "hamroh_app", "hamroh_jobs", "hamroh_figures"

ACTOR = "nullif(current_setting('hamroh.actor', true), '')::uuid"
ORGANISATION = "nullif(current_setting('hamroh.organisation', true), '')::uuid"
INBOX = "nullif(current_setting('hamroh.inbox', true), '')::uuid"
OWN_ROLES = "string_to_array(nullif(current_setting('hamroh.roles', true), ''), ',')"
KEYS = "string_to_array(nullif(current_setting('hamroh.keys', true), ''), ',')::uuid[]"


def opened(group: str, column: str = "case_id") -> str:
    """Rows of a case (or person, or referral) that a door opened for this group, in this transaction."""
    return f"{column} = ANY (string_to_array(nullif(current_setting('hamroh.opened_{group}', true), ''), ',')::uuid[])"


def job(name: str) -> str:
    return f"nullif(current_setting('hamroh.job', true), '') = '{name}'"


def protect(
    table: str,
    *,
    select: str,
    insert: str | None = None,
    update: str | None = None,
    delete: str | None = None,
    update_columns: str = "",
    update_check: str | None = None,
) -> tuple[str, str]:
    """SQL that closes a table and opens it again only as said, and SQL that undoes this.

    A verb that is not named stays impossible for the application's role: neither policy nor grant. `update_check` is what
    a row must be after an update, where that differs from what it had to be before (somebody leaves a team).
    """
    sql = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
    sql += [
        f"CREATE POLICY app_select ON {table} FOR SELECT TO {APP} USING ({select})",
        f"GRANT SELECT ON {table} TO {APP}",
    ]
    if insert is not None:
        sql += [f"CREATE POLICY app_insert ON {table} FOR INSERT TO {APP} WITH CHECK ({insert})"]
        sql += [f"GRANT INSERT ON {table} TO {APP}"]
    if update is not None:
        sql += [
            f"CREATE POLICY app_update ON {table} FOR UPDATE TO {APP} USING ({update}) WITH CHECK ({update_check or update})"
        ]
        sql += [f"GRANT UPDATE {update_columns} ON {table} TO {APP}"]
    if delete is not None:
        sql += [f"CREATE POLICY app_delete ON {table} FOR DELETE TO {APP} USING ({delete})"]
        sql += [f"GRANT DELETE ON {table} TO {APP}"]
    undo = [f"DROP POLICY IF EXISTS app_{verb} ON {table}" for verb in ("select", "insert", "update", "delete")]
    undo += [f"REVOKE ALL ON {table} FROM {APP}", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
    return ";\n".join(sql), ";\n".join(undo)


def able(permission: str) -> str:
    """Whoever acts holds this permission, as the keys say that doors and policies are told."""
    return f"'{ability_key(permission)}'::uuid = ANY ({KEYS})"


def guard_writes(table: str, *, insert: str | None = None, update: str | None = None) -> tuple[str, str]:
    """SQL for a table without case data: everybody with a login reads it, only as said it is written.

    Grants stand in the list of plain tables.
    """
    sql = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"]
    sql += [f"CREATE POLICY app_select ON {table} FOR SELECT TO {APP}, {JOBS} USING (true)"]
    if insert is not None:
        sql += [f"CREATE POLICY app_insert ON {table} FOR INSERT TO {APP} WITH CHECK ({insert})"]
    if update is not None:
        sql += [f"CREATE POLICY app_update ON {table} FOR UPDATE TO {APP} USING ({update}) WITH CHECK ({update})"]
    undo = [f"DROP POLICY IF EXISTS app_{verb} ON {table}" for verb in ("select", "insert", "update")]
    undo += [f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
    return ";\n".join(sql), ";\n".join(undo)


def let_job_read(table: str, name: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """A named job may read just these columns, and only while it says its name."""
    return (
        f"CREATE POLICY job_{name} ON {table} FOR SELECT TO {JOBS} USING ({job(name)});\n"
        f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {JOBS}",
        f"DROP POLICY IF EXISTS job_{name} ON {table}; REVOKE ALL ON {table} FROM {JOBS}",
    )
