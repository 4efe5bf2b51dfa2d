import Engine
import Reports
import Semantics
import Session
import Tables

/// What a result rests on, in lines for a person: `.why`.
struct ProvenanceText {
    let display: DisplayText
    let wording: Wording

    func blocks(_ provenance: Provenance) -> [Document.Block] {
        [.text((columns(provenance) + filters(provenance) + tables(provenance) + notices(provenance) + run(provenance)).joined(separator: "\n"))]
    }

    private func columns(_ provenance: Provenance) -> [String] {
        provenance.columns.flatMap { column -> [String] in
            let label = column.label.map { " “\($0)”" } ?? ""
            guard let derivation = column.derivation else { return ["\(column.name)\(label): \(column.type), a column as it is read"] }
            let own = derivation.definition
            // A measure by its name alone says nothing that its definition does not say better.
            let head = own.text == own.name ? "\(column.name)\(label): \(column.type)" : "\(column.name)\(label): \(column.type) = \(oneLine(own.text))"
            return [head] + derivation.uses.flatMap { used in
                ["  \(used.table.map { "\($0)." } ?? "")\(used.name) = \(oneLine(used.text))"] + (used.note.map { ["    \($0)"] } ?? [])
            }
        }
    }

    private func filters(_ provenance: Provenance) -> [String] {
        provenance.filters.map { filter in
            "where \(oneLine(filter.condition)): kept \(number(filter.kept)) of \(number(filter.rows)) rows"
        }
    }

    private func tables(_ provenance: Provenance) -> [String] {
        provenance.tables.flatMap { table -> [String] in
            let rows = table.rowsRead > 0 ? ", \(number(table.rowsRead)) rows read" : ""
            return ["\(table.name)\(rows)"] + table.files.map { file in
                let counted = file.rows.map { ", \(number($0)) rows" } ?? ""
                return "  \(file.path)\(counted), \(number(file.size)) bytes, \(display.text(.timestamp(wholeSeconds(file.modified)), type: .timestamp))"
            }
        }
    }

    private func notices(_ provenance: Provenance) -> [String] { provenance.notices.map(wording.notice) }

    private func run(_ provenance: Provenance) -> [String] {
        let run = provenance.run
        let asOf = run.asOf.map { "as of \(display.text(.date($0), type: .date)), " } ?? ""
        let parameters = run.parameters.map { "\($0.name) = \($0.value)" }
        return (parameters.isEmpty ? [] : [parameters.joined(separator: ", ")]) + ["\(asOf)edition \(run.edition), motcua \(run.version)"]
    }

    private func wholeSeconds(_ moment: Int64) -> Int64 { moment / 1_000_000 * 1_000_000 }

    private func number(_ count: Int) -> String { display.number(String(count)) }

    private func oneLine(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
