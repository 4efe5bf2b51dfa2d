/// One column out of two, row by row.
extension Column {
    /// The same values under another validity (`nil`: all present). A column that is all missing stays so.
    package func withValidity(_ validity: Bitmap?) -> Column {
        precondition(validity == nil || validity?.count == count, "validity has a bit for each row")
        switch self {
        case .missing:
            return self
        case .bool(var column):
            column.validity = validity
            return .bool(column)
        case .int(var column):
            column.validity = validity
            return .int(column)
        case .date(var column):
            column.validity = validity
            return .date(column)
        case .float(var column):
            column.validity = validity
            return .float(column)
        case .decimal(var column):
            column.validity = validity
            return .decimal(column)
        case .text(var column):
            column.validity = validity
            return .text(column)
        case .coded(var column):
            column.validity = validity
            return .coded(column)
        case .period(var column):
            column.validity = validity
            return .period(column)
        case .duration(var column):
            column.validity = validity
            return .duration(column)
        case .ratio(var column):
            column.validity = validity
            // A ratio that is made missing has no sides either, which a pool would still add up.
            if let validity {
                column.numerator = column.numerator.withValidity(Bitmap.both(column.numerator.validity, validity))
                column.denominator = column.denominator.withValidity(Bitmap.both(column.denominator.validity, validity))
            }
            return .ratio(column)
        }
    }

    /// For each row the first column's value where the mask is set, else the second's. Forms are brought together as
    /// `concatenated` does. O(rows).
    /// - Throws: for decimals that have no common scale.
    package static func choose(_ mask: Bitmap, _ whenTrue: Column, _ whenFalse: Column) throws(DecimalsFarApart) -> Column {
        let count = mask.count
        precondition(whenTrue.count == count && whenFalse.count == count, "both sides have a row for each bit")
        let chosen = mask.trueCount
        if chosen == count, case .missing = whenFalse { return whenTrue }
        if chosen == 0, case .missing = whenTrue { return whenFalse }
        // Copying both sides first costs a few bytes a row and keeps the rules of merging in one place.
        let rows = [Int32](unsafeUninitializedCapacity: count) { target, used in
            for row in 0..<count { target[row] = Int32(truncatingIfNeeded: mask[row] ? row : count &+ row) }
            used = count
        }
        return try concatenated([whenTrue, whenFalse]).gather(rows)
    }
}
