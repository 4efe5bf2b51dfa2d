import Diagnostics
import Syntax

/// What a model file declares: tables, calendars and the zone, before any file is opened.
package struct Model: Sendable {
    /// `calendar vn { … }` as written; the session reads its file.
    package struct Calendar: Sendable {
        package var name: String
        /// Names of weekdays, `saturday`; like every setting `nil` where nothing is said, which then follows `basedOn`.
        package var weekend: [String]?
        /// The file of dated days, relative to the model.
        package var holidays: String?
        package var covers: Period?
        package var reportingDay: Int?
        package var basedOn: String?
        package var alsoOff: [Int32]
        package var alsoWorking: [Int32]
        package var place: Diagnostic.Place
    }

    /// A table and the file or glob that holds its rows, relative to the model.
    package struct Table: Sendable {
        package var info: TableInfo
        package var file: String?
        /// `sheet: "2019"` of `file("a.xlsx", sheet: "2019")`
        package var fileOptions: [String: Value]
        package var place: Diagnostic.Place
    }

    package var edition: Int?
    /// The name of a zone in the time zone database; `nil` for Vietnam's.
    package var zone: String?
    package var calendars: [Calendar] = []
    package var tables: [Table] = []
    package var source: SourceText
    /// Everything else in the file (params, lets, functions), for the environment.
    package var rest: [Statement] = []
}
