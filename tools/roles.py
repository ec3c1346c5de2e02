"""The two roles of a cluster of ours: one owns the tables, the other one uses them."""

from tools.postgres import APP, DATABASE, OWNER, Server


def prepare_roles(server: Server, *, makes_databases: bool = False) -> None:
    """Create the owner, the application's role and the database, if they are not there.

    What the application may do inside the database is granted by `allervers migrate_as_owner`.
    Only a tests' owner may make databases, and delete rows whatever refers to them.
    """
    creates = "CREATEDB" if makes_databases else "NOCREATEDB"
    statements = [
        f"""SELECT 'CREATE ROLE {role} LOGIN PASSWORD ''{server.secrets[role]}'''
        WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec"""  # noqa: S608 - our own names, url-safe secrets
        for role in (OWNER, APP)
    ]
    statements += [
        f"ALTER ROLE {OWNER} {creates};",
        f"""SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}'
        WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec""",  # noqa: S608
        f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;",
        f"GRANT CONNECT ON DATABASE {DATABASE} TO {APP};",
    ]
    if makes_databases:
        statements.append(f"GRANT SET ON PARAMETER session_replication_role TO {OWNER};")
    # The one extension that PostgreSQL reserves to superusers; every new database copies it.
    server.sql("CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE;", database="template1")
    server.sql("\n".join(statements))
