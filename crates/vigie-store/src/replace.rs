//! Incidents and findings anew: what is unchanged stays, what changed gets a new version, what is gone is ended.

use crate::database::{Database, given};
use crate::filter::status_name;
use crate::write::{day, log_event, next_event};
use crate::{Store, StoreError};
use std::collections::{HashMap, HashSet};
use vigie_model::names::fold;
use vigie_model::{Finding, Incident};

impl Store {
    /// Makes `incidents` those that stand: all that were gathered from the claims of the record.
    ///
    /// Ids that [`Incident::formerly`] tells lead to the incident from now on. Incidents whose record is the same keep
    /// their version; the others get a new one, and earlier versions stay for questions as of an earlier moment. Claims
    /// that the record does not hold are left to `verify`. Returns how many versions were written.
    pub fn replace_incidents(&mut self, incidents: &[Incident]) -> Result<usize, StoreError> {
        let work = self.database.begin()?;
        let event = next_event(&work)?;
        let sql = "SELECT id, seq, record FROM incident WHERE until IS NULL";
        let standing = work.rows(sql, &[], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
        let mut standing: HashMap<String, (i64, String)> = standing.into_iter().collect();
        let mut written = 0;
        let mut ended: Vec<i64> = Vec::new();
        for incident in incidents {
            let record = serde_json::to_string(incident)?;
            match standing.remove(&incident.id) {
                Some((_, same)) if same == record => continue,
                Some((seq, _)) => ended.push(seq),
                None => {}
            }
            keep_incident(&work, event, incident, &record)?;
            written += 1;
        }
        ended.extend(standing.into_values().map(|(seq, _)| seq));
        for seq in &ended {
            work.change("UPDATE incident SET until = ?1 WHERE seq = ?2", given![event, *seq])?;
        }
        if written + ended.len() > 0 {
            log_event(&work, event, "incidents", &format!("{written} versions written, {} ended", ended.len()))?;
        }
        work.commit()?;
        Ok(written)
    }

    /// Makes `findings` those that stand for the agreement: one set a (claim, clause, obligation), of claims that are kept.
    /// Returns how many were written.
    pub fn replace_findings(&mut self, agreement: &str, findings: &[Finding]) -> Result<usize, StoreError> {
        let work = self.database.begin()?;
        let event = next_event(&work)?;
        let sql = "SELECT record, seq FROM finding WHERE agreement = ?1 AND until IS NULL";
        let standing = work.rows(sql, given![agreement], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let standing: HashMap<String, i64> = standing.into_iter().collect();
        let mut kept: HashSet<i64> = HashSet::new();
        let mut written = 0;
        for finding in findings.iter().filter(|f| f.agreement == agreement) {
            let record = serde_json::to_string(finding)?;
            if let Some(seq) = standing.get(&record) {
                kept.insert(*seq);
                continue;
            }
            let Some(claim) = claim_seq(&work, &finding.claim)? else { return Err(StoreError::NoSuch(finding.claim.clone())) };
            let sql = "INSERT INTO finding (claim, agreement, clause, verdict, record, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            work.change(sql, given![claim, agreement, &finding.clause, finding.verdict.name(), record, event])?;
            written += 1;
        }
        let mut ended = 0;
        for seq in standing.values().filter(|seq| !kept.contains(seq)) {
            ended += work.change("UPDATE finding SET until = ?1 WHERE seq = ?2", given![event, *seq])?;
        }
        if written + ended > 0 {
            log_event(&work, event, "findings", &format!("{agreement}: {written} written, {ended} ended"))?;
        }
        work.commit()?;
        Ok(written)
    }
}

fn keep_incident(work: &Database, event: i64, incident: &Incident, record: &str) -> Result<(), StoreError> {
    let place = incident.place.as_ref();
    let sql = "INSERT INTO incident (id, kind, status, first, last, place, lat, lon, record, since)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING seq";
    let given = given![
        &incident.id,
        incident.kind.name(),
        status_name(incident.status),
        day(incident.from),
        day(incident.to),
        place.map(|p| fold(&p.name)),
        place.and_then(|p| p.lat),
        place.and_then(|p| p.lon),
        record,
        event
    ];
    let seq = work.number(sql, given)?;
    for key in &incident.claims {
        if let Some(claim) = claim_seq(work, key)? {
            let sql = "INSERT INTO incident_claim (claim, incident) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            work.change(sql, given![claim, seq])?;
        }
    }
    for old in &incident.formerly {
        let sql = "SELECT new FROM redirect WHERE old = ?1 ORDER BY seq DESC LIMIT 1";
        let leads: Option<String> = work.first(sql, given![old], |r| r.get(0))?;
        if leads.as_deref() != Some(&incident.id) {
            let sql = "INSERT INTO redirect (old, new, since) VALUES (?1, ?2, ?3)";
            work.change(sql, given![old, &incident.id, event])?;
        }
    }
    Ok(())
}

/// The row of a claim of the newest reading.
fn claim_seq(work: &Database, key: &str) -> Result<Option<i64>, StoreError> {
    let Some((report, id)) = key.rsplit_once('#') else { return Ok(None) };
    let sql = "SELECT c.seq FROM report p JOIN claim c ON c.report = p.seq JOIN reading r ON r.seq = c.reading
        WHERE p.id = ?1 AND c.id = ?2 AND r.until IS NULL";
    work.first(sql, given![report, id], |r| r.get(0))
}
