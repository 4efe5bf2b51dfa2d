import Columns
import Semantics

/// Constant rows, each expression evaluated once.
enum ConstantRows {
    static func stream(_ rows: [[CheckedExpression]], types: [Type], context: QueryContext) throws -> any BatchStream {
        let compiler = KernelCompiler(layout: [:], context: context)
        let values = try rows.map { row in try row.map { try compiler.constant($0) ?? .missing } }
        let columns = try types.indices.map { index in try Column.fitting(values.map { $0[index] }, type: types[index]) }
        return StoredRows(columns, count: rows.count, context: context)
    }
}
