import Columns
import Diagnostics
import Semantics
import Tables

/// A result as an Arrow file: one table, typed, whole columns at a time.
final class ArrowEncoder: TableEncoder {
    /// Few enough that a reader can leave groups out, and enough that their descriptions cost nothing.
    private static let groupRows = 1 << 17

    func write(_ table: ResultTable, isFirst: Bool, _ text: MachineText, to sink: @escaping ByteSink) throws {
        guard isFirst else { throw Message.arrowHoldsOneTable() }
        var forms: [ArrowColumnForm] = []
        for (index, column) in table.columns.enumerated() {
            forms.append(ArrowColumnForm(column.name, column.values, column.type, zone: text.zone, id: Int64(index), for: .exchange))
        }
        if let levels = table.totalLevels {
            let values = Column.int(NumberColumn(values: Values(levels.map(Int64.init))))
            forms.append(ArrowColumnForm(table.totalName, values, .int, zone: text.zone, id: Int64(forms.count), for: .exchange))
        }
        let writer = try ArrowWriter(forms.map(\.field), sink: sink)
        for form in forms {
            if let id = form.field.dictionary?.id, let values = form.dictionary { try writer.write(dictionary: id, ArrowColumnBody(.text(values), isWide: true)) }
        }
        let groups = stride(from: 0, to: table.rowCount, by: Self.groupRows).map { $0..<min(table.rowCount, $0 + Self.groupRows) }
        for rows in groups { try writer.write(forms.map { $0.body(rows) }, rowCount: rows.count) }
        try writer.finish(metadata: [("motcua.statistics", ArrowStatistics.text(table, groups, text))])
    }
}
