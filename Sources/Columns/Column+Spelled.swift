extension Column {
    /// Coded text as text in full; any other column as it is. O(bytes).
    package var spelledOut: Column {
        guard case .coded(let column) = self else { return self }
        let values = column.dictionary.values
        var builder = TextColumnBuilder(capacity: column.codes.count)
        for row in 0..<column.codes.count {
            // What lies under a missing row may be no code of the dictionary.
            if column.validity?[row] ?? true { builder.append(values[Int(column.codes[row])]) } else { builder.appendMissing() }
        }
        return builder.finish()
    }
}
