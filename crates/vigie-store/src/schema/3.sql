-- Version 3: what is never altered is refused to be altered in every table, whoever tries.

CREATE TRIGGER claim_who_stays BEFORE UPDATE ON claim_who BEGIN SELECT RAISE(ABORT, 'a reading is never altered'); END;
CREATE TRIGGER claim_who_is_kept BEFORE DELETE ON claim_who BEGIN SELECT RAISE(ABORT, 'a reading is never removed'); END;
CREATE TRIGGER reading_ends_once BEFORE UPDATE OF until ON reading WHEN old.until IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what has ended is never altered'); END;
DROP TRIGGER incident_stays;
CREATE TRIGGER incident_stays BEFORE UPDATE OF seq, id, kind, status, first, last, place, lat, lon, record, since ON incident
    BEGIN SELECT RAISE(ABORT, 'a version of an incident is never altered'); END;
CREATE TRIGGER incident_ends_once BEFORE UPDATE OF until ON incident WHEN old.until IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what has ended is never altered'); END;
CREATE TRIGGER incident_claim_stays BEFORE UPDATE ON incident_claim
    BEGIN SELECT RAISE(ABORT, 'a version of an incident is never altered'); END;
CREATE TRIGGER incident_claim_is_kept BEFORE DELETE ON incident_claim
    BEGIN SELECT RAISE(ABORT, 'a version of an incident is never removed'); END;
CREATE TRIGGER redirect_stays BEFORE UPDATE ON redirect BEGIN SELECT RAISE(ABORT, 'where an incident went is never altered'); END;
CREATE TRIGGER redirect_is_kept BEFORE DELETE ON redirect BEGIN SELECT RAISE(ABORT, 'where an incident went is never removed'); END;
CREATE TRIGGER finding_stays BEFORE UPDATE OF seq, claim, agreement, clause, verdict, record, since ON finding
    BEGIN SELECT RAISE(ABORT, 'a finding is never altered'); END;
CREATE TRIGGER finding_ends_once BEFORE UPDATE OF until ON finding WHEN old.until IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what has ended is never altered'); END;
CREATE TRIGGER finding_is_kept BEFORE DELETE ON finding BEGIN SELECT RAISE(ABORT, 'a finding is never removed'); END;
CREATE TRIGGER link_stays BEFORE UPDATE ON link BEGIN SELECT RAISE(ABORT, 'a link is never altered'); END;
CREATE TRIGGER link_is_kept BEFORE DELETE ON link BEGIN SELECT RAISE(ABORT, 'a link is never removed'); END;
