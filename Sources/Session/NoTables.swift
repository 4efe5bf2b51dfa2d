import Diagnostics
import Engine
import Tables

/// For reading a file by itself: the file of a calendar, or the columns of a table that links lead to.
///
/// Such a table reads columns for as long as it lives, and it lives in the world; were the world its provider, neither would ever end and the
/// files of a session would stay open after it.
final class NoTables: TableProvider {
    func source(_ table: String) throws -> any BatchSource { throw DiagnosticList(.noTable(table)) }
    func linked(_ table: String) throws -> LinkedTable { throw DiagnosticList(.noTable(table)) }
}
