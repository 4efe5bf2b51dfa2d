import Diagnostics
import Engine
import Reports
import Session

extension Command {
    /// `.why [COLUMN]`
    static func why(_ shell: Shell, _ arguments: [String]) {
        do throws(DiagnosticList) {
            let provenance = try shell.session.why(column: arguments.isEmpty ? nil : arguments.joined(separator: " "))
            for block in ProvenanceText(display: shell.session.options.display, wording: shell.wording).blocks(provenance) { shell.sink.block(block) }
        } catch {
            shell.report(error.all)
        }
    }

    /// `.rows N [COLUMN]`
    static func rows(_ shell: Shell, _ arguments: [String]) {
        guard let first = arguments.first, let row = Int(first) else {
            return shell.report(.missingArgument("the number of a row, and a column if one is meant", of: "rows", example: "2 on_time_rate"))
        }
        let column = arguments.dropFirst().joined(separator: " ")
        do {
            shell.sink.block(.table(try shell.session.sourceRows(row: row, column: column.isEmpty ? nil : column)))
        } catch let error as DiagnosticList {
            shell.report(error.all)
        } catch {
            // The user stopped it, and has seen so.
        }
    }
}
