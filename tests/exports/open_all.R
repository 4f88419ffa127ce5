# Opens every export with readr, jsonlite and sf where they are there.
folder <- commandArgs(trailingOnly = TRUE)[1]
has <- function(package) {
  there <- requireNamespace(package, quietly = TRUE)
  if (!there) message("SKIPPED: the R package ", package, " is not installed")
  there
}
names <- setdiff(sub("\\.jsonl$", "", basename(Sys.glob(file.path(folder, "*.jsonl")))), "input")
rows <- sapply(names, function(n) length(readLines(file.path(folder, paste0(n, ".jsonl")), encoding = "UTF-8")))
if (has("readr")) {
  for (n in names) {
    sheet <- readr::read_csv(file.path(folder, paste0(n, ".csv")), show_col_types = FALSE)
    stopifnot(nrow(sheet) == rows[[n]], nrow(readr::problems(sheet)) == 0)
  }
  cat("readr opens", length(names), "CSV files\n")
} else {
  for (n in names) stopifnot(nrow(read.csv(file.path(folder, paste0(n, ".csv")))) == rows[[n]])
  cat("base R opens", length(names), "CSV files\n")
}
if (has("jsonlite")) {
  for (n in names[rows > 0]) {
    table <- jsonlite::stream_in(file(file.path(folder, paste0(n, ".jsonl"))), verbose = FALSE)
    stopifnot(nrow(table) == rows[[n]])
  }
  cat("jsonlite opens", length(names), "JSON Lines files\n")
}
if (has("sf")) {
  maps <- sub("\\.geojson$", "", basename(Sys.glob(file.path(folder, "*.geojson"))))
  for (n in maps[rows[maps] > 0]) {
    map <- sf::st_read(file.path(folder, paste0(n, ".geojson")), quiet = TRUE)
    # What has no place stays a row, with an empty geometry; reports and findings never have one.
    stopifnot(nrow(map) == rows[[n]], sf::st_crs(map)$epsg == 4326)
    if (n %in% c("vigie-claims", "vigie-incidents")) stopifnot(any(!sf::st_is_empty(map)))
  }
  cat("sf opens", sum(rows[maps] > 0), "GeoJSON files\n")
}
