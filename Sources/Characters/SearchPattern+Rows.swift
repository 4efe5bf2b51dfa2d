extension SearchPattern {
    /// Sets the bit of each text that matches. All texts are searched at once, by their bare letters; what the marks of the pattern
    /// decide is looked at once more.
    package func markRows(_ rows: TextRows, _ marks: UnsafeMutablePointer<UInt64>) {
        BareLetters.with(rows) { bareLetters.markRows($0, marks) }
        if hasMarks {
            TextRows.filterMarks(marks, count: rows.count) { matches(utf8: rows[$0]) }
        }
    }
}
