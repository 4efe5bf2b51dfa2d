import Semantics

/// Everything that a result rests on: what its columns mean, which rows were read and kept, from which files, and for whom it was run.
///
/// A value beside the result, made from what the checker and the run's counters know anyway; the shell's `.why`, the appendix of reports
/// and `--log` each write it in their way.
package struct Provenance: Sendable {
    /// A file that was read, as it was then.
    package struct File: Sendable {
        package var path: String
        package var size: Int
        /// Microseconds since 1970-01-01 UTC.
        package var modified: Int64
        /// Rows of it that the reading counted; `nil` when it did not come to the end.
        package var rows: Int?
        package init(path: String, size: Int, modified: Int64, rows: Int?) {
            self.path = path
            self.size = size
            self.modified = modified
            self.rows = rows
        }
    }

    package struct Table: Sendable {
        package var name: String
        package var rowsRead: Int
        package var files: [File]
        package init(name: String, rowsRead: Int, files: [File]) {
            self.name = name
            self.rowsRead = rowsRead
            self.files = files
        }
    }

    package struct Column: Sendable {
        package var name: String
        package var label: String?
        package var type: Type
        /// `nil` for a column of a table as it is.
        package var derivation: Derivation?
        package init(name: String, label: String?, type: Type, derivation: Derivation?) {
            self.name = name
            self.label = label
            self.type = type
            self.derivation = derivation
        }
    }

    /// The statement as written, and where: `report.mc, line 12`.
    package var statement: String
    package var place: String?
    package var columns: [Column]
    /// The conditions in force, in their order, with the rows that met each.
    package var filters: [FilterCount]
    package var tables: [Table]
    /// Rows of the result.
    package var rowCount: Int
    /// `84 comparisons met a missing value (due)`
    package var notices: [String]
    package var run: RunFacts

    package init(statement: String, place: String?, columns: [Column], filters: [FilterCount], tables: [Table], rowCount: Int, notices: [String], run: RunFacts) {
        self.statement = statement
        self.place = place
        self.columns = columns
        self.filters = filters
        self.tables = tables
        self.rowCount = rowCount
        self.notices = notices
        self.run = run
    }
}

/// What holds for a whole run.
package struct RunFacts: Sendable {
    /// The saved script; `nil` for what is typed.
    package var script: String?
    /// Parameters with their values as they are written in the language.
    package var parameters: [(name: String, value: String)]
    /// `$as_of` in days, when it is known.
    package var asOf: Int32?
    package var edition: Int
    package var version: String
    package init(script: String? = nil, parameters: [(name: String, value: String)] = [], asOf: Int32? = nil, edition: Int = 1, version: String) {
        self.script = script
        self.parameters = parameters
        self.asOf = asOf
        self.edition = edition
        self.version = version
    }
}
