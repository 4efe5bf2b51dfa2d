import Diagnostics
import Reference
import Semantics

extension TestWorld {
    /// The values that a `pivot` makes columns of, by the word of the reference, each under a name that a program can write.
    func pivotKeys(_ pipeline: CheckedPipeline) throws -> [PivotKey] {
        do {
            let table = try ReferenceRun(reference).run(pipeline).tables[0]
            return table.rows.map { row in
                let value = row[0].hasNoValue ? .missing : row[0]
                let name: String
                switch value {
                case .text(let text): name = text.isEmpty ? "empty" : text
                case .ratio(let top, let bottom): name = "\(WrittenValue.text(top, .nothing)) of \(WrittenValue.text(bottom, .nothing))"
                default: name = WrittenValue.text(value, .nothing)
                }
                return PivotKey(value: value, name: name, label: name)
            }
        } catch let mistake as ReferenceMistake {
            throw DiagnosticList(Message(ReshapingCode.pivotTooWide, "the values of the pivot's key cannot be had: \(mistake.code)"))
        }
    }
}
