import Diagnostics
import Engine
import Reports
import Session

extension Command {
    /// `.why [COLUMN]`
    static func why(_ shell: Shell, _ line: CommandLine) {
        do throws(DiagnosticList) {
            let provenance = try shell.session.why(column: line.isEmpty ? nil : line.rest(from: 0))
            for block in ProvenanceText(display: shell.session.options.display, wording: shell.screen.wording).blocks(provenance) { shell.screen.block(block) }
        } catch {
            shell.report(error.all)
        }
    }

    /// `.rows N [COLUMN]`
    static func rows(_ shell: Shell, _ line: CommandLine) {
        guard let first = line.first, let row = Int(first) else {
            return shell.report(.missingArgument("the number of a row, and a column if one is meant", of: "rows", example: "2 on_time_rate"))
        }
        let column = line.rest(from: 1)
        do {
            shell.screen.block(.table(try shell.session.sourceRows(row: row, column: column.isEmpty ? nil : column)))
        } catch let error as DiagnosticList {
            shell.report(error.all)
        } catch {
            // The user stopped it, and has seen so.
        }
    }
}
