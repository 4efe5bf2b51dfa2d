import Diagnostics
import Engine
import Reports
import Session
import Tables

extension Command {
    /// `.why [N] [COLUMN]`
    static func why(_ shell: Shell, _ line: CommandLine) {
        let row = line.first.flatMap { Int($0) }
        let column = line.rest(from: row == nil ? 0 : 1)
        do {
            let provenance = try shell.session.why(column: column.isEmpty ? nil : column)
            if let row {
                let count = try shell.session.sourceRows(row: row, column: column.isEmpty ? nil : column).rowCount
                let cell = column.isEmpty ? "\(row)" : "\(row) \(column)"
                let number = shell.screen.display.number(String(count))
                shell.screen.block(.text("row \(cell): from \(number) source row\(count == 1 ? "" : "s"); '.rows \(cell)' lists \(count == 1 ? "it" : "them")"))
            }
            for block in ProvenanceText(display: shell.session.options.display, wording: shell.screen.wording).blocks(provenance) { shell.screen.block(block) }
        } catch let error as DiagnosticList {
            shell.report(error.all)
        } catch {
            // The user stopped it, and has seen so.
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
