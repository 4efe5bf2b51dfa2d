import Columns
import Semantics
import Tables

extension ResultTable {
    /// A table of texts, as commands and manual pages print them.
    package static func texts(title: String? = nil, _ columns: [(name: String, values: [String])]) -> ResultTable {
        ResultTable(
            title: title,
            columns: columns.map { column in
                var bytes: [UInt8] = []
                var offsets: [Int32] = [0]
                for value in column.values {
                    bytes.append(contentsOf: value.utf8)
                    offsets.append(Int32(bytes.count))
                }
                let values = TextColumn(offsets: Values(offsets), bytes: Values(bytes))
                return ResultTable.Column(name: column.name, label: nil, type: .text, values: .text(values))
            },
            rowCount: columns.map(\.values.count).min() ?? 0)
    }
}
