"""What searching needs of PostgreSQL: French words without accents, positions, triggers.

Written by hand, so that 0001 can be generated anew. Nothing here needs a superuser: `unaccent`
and `cube` are trusted extensions, and positions do without `earthdistance`'s domains, whose check
breaks the build of an index on a NaN.
"""

from typing import ClassVar

from django.db import migrations

# `unaccent` filters, then French stemming: "écoles", "ecole" and "école" are one word.
WORDS = """
CREATE TEXT SEARCH CONFIGURATION directory_french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION directory_french
  ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.french_stem;
CREATE FUNCTION directory_unaccent(said text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN public.unaccent('public.unaccent'::regdictionary, said);
"""
UNWORDS = """
DROP FUNCTION directory_unaccent(text);
DROP TEXT SEARCH CONFIGURATION directory_french;
"""

# One narrow row per service and thematique, and one for any: an index on both finds the nearest
# of a thematique without visiting the others.
# A point of a sphere of 6,371 km, in kilometres: the chord between two is shorter than the way
# over ground, and grows with it, so that the nearest are the same.
POSITION = """
CREATE FUNCTION directory_position(latitude float8, longitude float8) RETURNS public.cube
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN public.cube(ARRAY[
    6371.0 * cos(radians(latitude)) * cos(radians(longitude)),
    6371.0 * cos(radians(latitude)) * sin(radians(longitude)),
    6371.0 * sin(radians(latitude))
  ]);
ALTER TABLE directory_serviceindex ADD COLUMN position public.cube;
CREATE INDEX service_index_position ON directory_serviceindex USING gist (position);
CREATE INDEX service_index_remote ON directory_serviceindex USING gin (zones) WHERE is_remote;
CREATE TABLE directory_servicespot (
  theme int NOT NULL,  -- see directory_theme(); 0 stands for any
  service_id varchar(255) NOT NULL,
  source varchar(60) NOT NULL,
  type varchar(60) NOT NULL,
  frais varchar(30) NOT NULL,
  publics varchar(120)[] NOT NULL,
  modes_accueil varchar(120)[] NOT NULL,
  zones varchar(120)[] NOT NULL,
  score_qualite float8 NOT NULL,
  is_remote boolean NOT NULL,
  unplaced_in varchar(5) NOT NULL,  -- the commune of what has no checked point
  position public.cube
);
CREATE INDEX service_spot_near ON directory_servicespot USING gist (theme, position);
CREATE INDEX service_spot_remote ON directory_servicespot (theme, service_id) WHERE is_remote;
CREATE INDEX service_spot_unplaced ON directory_servicespot (unplaced_in, theme)
  WHERE unplaced_in <> '';
CREATE INDEX service_spot_service ON directory_servicespot (service_id);
CREATE FUNCTION directory_theme(thematique text) RETURNS int
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN ('x' || left(md5(thematique), 8))::bit(32)::int;
ALTER TABLE directory_serviceindex ALTER COLUMN vector SET STORAGE MAIN;
"""
UNPOSITION = """
DROP FUNCTION directory_theme(text);
DROP TABLE directory_servicespot;
DROP INDEX service_index_remote;
ALTER TABLE directory_serviceindex DROP COLUMN position;
DROP FUNCTION directory_position(float8, float8);
"""

TRIGGERS = """
CREATE FUNCTION directory_zone_keys(zones varchar[], commune text) RETURNS varchar[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN coalesce(cardinality(zones), 0) = 0 THEN ARRAY['*']::varchar[] ELSE (
    SELECT array_agg(DISTINCT CASE
      WHEN zone ~ '^[0-9]{9}$' THEN 'e' || CASE
        WHEN commune LIKE '97%' OR commune LIKE '98%' THEN left(commune, 3)
        ELSE left(commune, 2) END
      WHEN zone = '99100' THEN 'france'
      ELSE zone END)::varchar[] FROM unnest(zones) AS zone) END;

CREATE FUNCTION directory_index_service() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM directory_serviceindex WHERE service_id = OLD.id;
    DELETE FROM directory_servicespot WHERE service_id = OLD.id;
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM directory_servicespot WHERE service_id = NEW.id;
  END IF;
  SELECT nom, gone_at INTO held FROM directory_structure WHERE id = NEW.structure_id;
  IF NEW.gone_at IS NOT NULL OR held.gone_at IS NOT NULL THEN
    DELETE FROM directory_serviceindex WHERE service_id = NEW.id;
    RETURN NEW;
  END IF;
  INSERT INTO directory_serviceindex AS known (
    service_id, source, code_insee, type, frais, thematiques, publics, modes_accueil, zones,
    score_qualite, is_remote, position, vector)
  VALUES (
    NEW.id, NEW.source_id, NEW.code_insee, NEW.type, NEW.frais, NEW.thematiques,
    CASE WHEN cardinality(NEW.publics) = 0 THEN ARRAY['tous-publics'] ELSE NEW.publics END,
    NEW.modes_accueil, directory_zone_keys(NEW.zone_eligibilite, NEW.code_insee),
    NEW.score_qualite, 'a-distance' = ANY (NEW.modes_accueil),
    CASE WHEN NEW.point_status = 'checked'
      THEN directory_position(NEW.latitude, NEW.longitude) END,
    setweight(to_tsvector('directory_french', NEW.nom), 'A')
      || setweight(to_tsvector('directory_french', coalesce(held.nom, '')), 'B')
      || setweight(to_tsvector('directory_french',
           replace(array_to_string(NEW.thematiques, ' '), '-', ' ')), 'C')
      || setweight(to_tsvector('directory_french', NEW.description), 'D')
      || setweight(to_tsvector('directory_french', replace(array_to_string(NEW.publics, ' '),
           '-', ' ') || ' ' || NEW.publics_precisions), 'D')
      || array_to_tsvector(array_remove(array_remove(NEW.thematiques, ''), NULL)::text[]))
  ON CONFLICT (service_id) DO UPDATE SET
    source = EXCLUDED.source, code_insee = EXCLUDED.code_insee, type = EXCLUDED.type,
    frais = EXCLUDED.frais, thematiques = EXCLUDED.thematiques, publics = EXCLUDED.publics,
    modes_accueil = EXCLUDED.modes_accueil, zones = EXCLUDED.zones,
    score_qualite = EXCLUDED.score_qualite, is_remote = EXCLUDED.is_remote,
    position = EXCLUDED.position, vector = EXCLUDED.vector;
  INSERT INTO directory_servicespot
    SELECT theme, service_id, source, type, frais, publics, modes_accueil, zones, score_qualite,
      is_remote, CASE WHEN position IS NULL AND NOT is_remote THEN code_insee ELSE '' END, position
    FROM directory_serviceindex, (
      SELECT 0 AS theme UNION SELECT directory_theme(one) FROM unnest(NEW.thematiques) AS one
    ) AS themes
    WHERE service_id = NEW.id;
  RETURN NEW;
END $$;
CREATE TRIGGER directory_service_indexed AFTER INSERT OR UPDATE OR DELETE ON directory_service
  FOR EACH ROW EXECUTE FUNCTION directory_index_service();

CREATE FUNCTION directory_index_structure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.nom IS DISTINCT FROM OLD.nom OR (NEW.gone_at IS NULL) <> (OLD.gone_at IS NULL) THEN
    UPDATE directory_service SET structure_id = structure_id WHERE structure_id = NEW.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER directory_structure_indexed AFTER UPDATE ON directory_structure
  FOR EACH ROW EXECUTE FUNCTION directory_index_structure();
"""
UNTRIGGERS = """
DROP TRIGGER directory_structure_indexed ON directory_structure;
DROP TRIGGER directory_service_indexed ON directory_service;
DROP FUNCTION directory_index_structure();
DROP FUNCTION directory_index_service();
DROP FUNCTION directory_zone_keys(varchar[], text);
"""


class Migration(migrations.Migration):
    """Search inside PostgreSQL, kept in step by triggers."""

    dependencies: ClassVar = [("directory", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(WORDS, UNWORDS),
        migrations.RunSQL(POSITION, UNPOSITION),
        migrations.RunSQL(TRIGGERS, UNTRIGGERS),
    ]
