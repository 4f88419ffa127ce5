//! Reports that may tell an earlier one again: found by prints of their texts, by their names and by their addresses.

use crate::database::given;
use crate::{Batch, KeptReport, ReportLink, StoreError};

/// An earlier report is held against at most so many that share its prints: a much copied text is found by its first copies.
const CANDIDATES: usize = 4;

impl Batch<'_> {
    /// Earlier reports that came under the same name or address, or that share one of `prints`, earliest first.
    ///
    /// The prints are the caller's: the store only finds equal ones.
    pub fn alike(&self, id: &str, prints: &[u64]) -> Result<Vec<KeptReport>, StoreError> {
        let sql = "SELECT b.seq FROM report a JOIN report b ON b.name = a.name AND b.seq < a.seq WHERE a.id = ?1
            UNION SELECT b.seq FROM report a JOIN report b ON b.url = a.url AND b.seq < a.seq WHERE a.id = ?1
            ORDER BY 1 LIMIT ?2";
        let most = CANDIDATES as i64;
        let mut found: Vec<i64> = self.work.rows(sql, given![id, most], |r| r.get(0))?;
        let sql = "SELECT report FROM band WHERE print = ?1 AND report < (SELECT seq FROM report WHERE id = ?2) ORDER BY report LIMIT ?3";
        for print in prints {
            found.extend(self.work.rows(sql, given![*print as i64, id, most], |r| r.get::<i64>(0))?);
        }
        found.sort_unstable();
        found.dedup();
        found.truncate(CANDIDATES * 2);
        let reports = found.into_iter().map(|seq| crate::read::report_at(&self.work, seq));
        reports.filter_map(Result::transpose).collect()
    }

    /// Keeps the prints of a report's text.
    pub fn keep_prints(&mut self, id: &str, prints: &[u64]) -> Result<(), StoreError> {
        let sql = "INSERT INTO band (print, report) SELECT ?1, seq FROM report WHERE id = ?2 ON CONFLICT DO NOTHING";
        for print in prints {
            self.work.change(sql, given![*print as i64, id])?;
        }
        Ok(())
    }

    /// Keeps a link between reports. False where it was known.
    pub fn link(&mut self, link: &ReportLink) -> Result<bool, StoreError> {
        crate::log::keep_link(&self.work, self.event, link).map(|n| n > 0)
    }
}
