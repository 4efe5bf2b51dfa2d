import Columns
import Engine
import Formats
import Reports
import Tables

/// What is fixed for a whole session.
package struct SessionOptions: Sendable {
    /// `--as-of`, in days.
    package var asOf: Int32?
    /// Today, in days, read once by the executable: the default of `$as_of` in the shell and `-c`.
    package var today: Int32
    /// Relative paths of `-c` and the shell that the opened folder does not know.
    package var workingFolder: String
    /// `--keep-going`: bad cells become missing, and a script goes on after an error.
    package var keepsGoing: Bool
    /// How values are written into `text` and messages.
    package var display: DisplayText
    /// Of the sentences about what was counted; mistakes are told in English.
    package var language = Language.en
    /// `--with-private`: private columns are printed like any other.
    package var showsPrivate = false
    /// `--guard-formulas`: `save` writes CSV in which no text is run by a spreadsheet.
    package var guardsFormulas = false
    /// `--threads`, else as many as there are processors.
    package var parallelism = Parallelism(threads: Self.processors)
    package static let processors = Parallelism.processors
    /// `--memory`, else half of what there is; shared by all that the process computes.
    package var memory = MemoryAccount(limit: MemoryLimit.standard)
    /// `--spill-dir`, else the folder of temporary files.
    package var scratch: any ScratchStore = ScratchFolder()
    /// Where columns of text files are kept for the next run; `nil` (`--no-cache`, and where there is no home) keeps nothing.
    package var cache: ColumnCache?
    /// The session is left after what it runs next, as with `-c` and for a saved report: columns that its last statement reads are not worth keeping
    /// in memory.
    package var endsWithItsScript = false
    /// `--explain`: print the plan instead of running it.
    package var explains: Explained?

    package init(today: Int32, workingFolder: String, display: DisplayText, asOf: Int32? = nil, keepsGoing: Bool = false, explains: Explained? = nil) {
        self.today = today
        self.workingFolder = workingFolder
        self.display = display
        self.asOf = asOf
        self.keepsGoing = keepsGoing
        self.explains = explains
    }
}
