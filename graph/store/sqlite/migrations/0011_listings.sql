-- Of the fields that filters and lists go by (graph/store/shared/damage.py); NULL where it was written before.
ALTER TABLE document ADD COLUMN listing INTEGER;
