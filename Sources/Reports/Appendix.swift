import Tables

/// What a document rests on, so that every number in it can be found again: its last part.
///
/// A value made by the session when a run is over; each target writes it in its way, and `blocks` in words for those without a way of their own.
package struct Appendix: Sendable {
    package struct File: Sendable {
        package var path: String
        package var size: Int
        /// Microseconds since 1970-01-01 UTC.
        package var modified: Int64
        package var rows: Int?
        /// SHA-256; `nil` when the file has changed since it was read.
        package var hash: String?
        package init(path: String, size: Int, modified: Int64, rows: Int?, hash: String?) {
            self.path = path
            self.size = size
            self.modified = modified
            self.rows = rows
            self.hash = hash
        }
    }

    /// What a table or a chart of the document was counted from.
    package struct Result: Sendable {
        package var title: String?
        /// `report.mc, line 12`
        package var place: String?
        /// `dossiers`, with the rows read.
        package var tables: [(name: String, rowsRead: Int)]
        package var filters: [FilterCount]
        package var notices: [String]
        package init(title: String?, _ provenance: Provenance) {
            self.title = title
            place = provenance.place
            tables = provenance.tables.filter { $0.rowsRead > 0 }.map { ($0.name, $0.rowsRead) }
            filters = provenance.filters
            notices = provenance.notices
        }
    }

    package var run: RunFacts
    /// SHA-256 of the script.
    package var scriptHash: String?
    /// The model files that say what tables and measures are, with their SHA-256.
    package var models: [(path: String, hash: String?)]
    package var files: [File]
    package var results: [Result]
    package var definitions: DefinitionList
    package var checks: [CheckOutcome]
    /// What was said about the whole of it or about a result, each once.
    package var notices: [String]

    package init(
        run: RunFacts, scriptHash: String?, models: [(path: String, hash: String?)], files: [File], results: [Result], definitions: DefinitionList, checks: [CheckOutcome], notices: [String]
    ) {
        self.run = run
        self.scriptHash = scriptHash
        self.models = models
        self.files = files
        self.results = results
        self.definitions = definitions
        self.checks = checks
        self.notices = notices
    }
}
