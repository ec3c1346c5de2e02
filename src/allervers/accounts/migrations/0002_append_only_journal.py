"""The journal of accounts is append-only, and PostgreSQL sees to it.

Written by hand, so that 0001 can be generated anew. The application's role owns no table, so it
can neither drop these triggers nor TRUNCATE. Ages: see domain/journal.py.
"""

from typing import ClassVar

from django.db import migrations

GUARD = """
CREATE FUNCTION accounts_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.at < now() - interval '365 days' AND NEW.address IS NULL
     AND to_jsonb(NEW) - 'address' = to_jsonb(OLD) - 'address' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND OLD.at < now() - interval '1095 days' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The journal of accounts is append-only'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER accounts_event_append_only BEFORE UPDATE OR DELETE ON accounts_accountevent
  FOR EACH ROW EXECUTE FUNCTION accounts_event_guard();
"""
UNGUARD = """
DROP TRIGGER accounts_event_append_only ON accounts_accountevent;
DROP FUNCTION accounts_event_guard();
"""


class Migration(migrations.Migration):
    """Refuse to change a line, but for its address after a year and its end after three."""

    dependencies: ClassVar = [("accounts", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(GUARD, UNGUARD)]
