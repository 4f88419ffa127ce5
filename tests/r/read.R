# What docs/r.md shows, run on files that the program wrote: Rscript tests/r/read.R FOLDER
folder <- commandArgs(trailingOnly = TRUE)[1]
stopifnot(nzchar(folder))

# Claims, JSON Lines: one row a claim; nested fields are lists and data frames.
library(jsonlite)
claims <- stream_in(file(file.path(folder, "claims.jsonl"), encoding = "UTF-8"), verbose = FALSE)
stopifnot(nrow(claims) > 5, all(nchar(claims$kind) > 0))
lines <- readLines(file.path(folder, "claims.jsonl"), encoding = "UTF-8")
stopifnot(nrow(claims) == length(lines))

# Characters count from 0 in vigie and from 1 in R.
reports <- stream_in(file(file.path(folder, "reports.jsonl"), encoding = "UTF-8"), verbose = FALSE)
text <- setNames(reports$text, reports$id)
words <- substr(text[claims$report], claims$trigger$start + 1, claims$trigger$end)
stopifnot(identical(unname(words), claims$trigger$text))

# Kinds by day.
claims$day <- as.Date(claims$time$from)
counted <- as.data.frame(table(claims$kind, claims$day), stringsAsFactors = FALSE)
stopifnot(sum(counted$Freq) == sum(!is.na(claims$day)))

# Actors: one row an actor.
actors <- do.call(rbind, Map(function(report, id, who) {
  if (is.null(who) || length(who) == 0 || nrow(who) == 0) return(NULL)
  data.frame(report = report, claim = id, text = who$text, role = who$role)
}, claims$report, claims$id, claims$actor))
stopifnot(nrow(actors) > 0)

# Incidents, as a table.
incidents <- read.csv(file.path(folder, "incidents.csv"), encoding = "UTF-8", stringsAsFactors = FALSE)
told <- stream_in(file(file.path(folder, "incidents.jsonl"), encoding = "UTF-8"), verbose = FALSE)
stopifnot(nrow(incidents) > 0, setequal(incidents$id, told$id))

# Parquet, where arrow is installed.
if (requireNamespace("arrow", quietly = TRUE)) {
  parquet <- arrow::read_parquet(file.path(folder, "claims.parquet"))
  stopifnot(nrow(parquet) == nrow(claims))
  cat("arrow reads the Parquet file\n")
} else {
  cat("SKIPPED: Parquet is not read: no package 'arrow' here (Debian has none)\n")
}
cat(nrow(claims), "claims and", nrow(incidents), "incidents read with jsonlite", as.character(packageVersion("jsonlite")), "and", R.version.string, "\n")
