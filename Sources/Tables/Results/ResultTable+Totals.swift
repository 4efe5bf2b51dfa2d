import Columns

extension ResultTable {
    /// The plain rows: a total stands for other rows, so nothing may count or draw it beside them.
    package var withoutTotals: ResultTable {
        guard let levels = totalLevels, levels.contains(where: { $0 > 0 }) else { return self }
        let rows = levels.indices.filter { levels[$0] == 0 }
        var result = self
        for index in columns.indices {
            result.columns[index].values = columns[index].values.gather(rows.map { Int32($0) })
            result.columns[index].labels = columns[index].labels?.gather(rows.map { Int32($0) })
        }
        result.rowCount = rows.count
        result.totalLevels = nil
        return result
    }
}
