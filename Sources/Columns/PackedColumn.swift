/// A column whose numbers (whole numbers, moments, days, mantissas, codes) are packed.
///
/// A class, so that threads which hand parts of it on count references to it and not to its dictionary and memory, which all chunks share.
package final class PackedColumn: Sendable {
    package enum Form: Sendable, Equatable {
        case int
        case date
        case decimal(scale: Int)
        case coded(TextDictionary)

        package static func == (lhs: Form, rhs: Form) -> Bool {
            switch (lhs, rhs) {
            case (.int, .int), (.date, .date): true
            case (.decimal(let mine), .decimal(let theirs)): mine == theirs
            case (.coded(let mine), .coded(let theirs)): mine === theirs
            case (.int, _), (.date, _), (.decimal, _), (.coded, _): false
            }
        }

        /// Digits after the point.
        package var scale: Int { if case .decimal(let scale) = self { scale } else { 0 } }

        /// What codes stand for.
        package var dictionary: TextDictionary? { if case .coded(let dictionary) = self { dictionary } else { nil } }

        /// Bytes of a number that is not packed.
        package var width: Int {
            switch self {
            case .int, .decimal: 8
            case .date, .coded: 4
            }
        }
    }

    package let form: Form
    package let numbers: PackedNumbers
    package let validity: Bitmap?
    /// What the present numbers lie between, of those that were packed for themselves.
    private let bounds: ZoneBounds?
    /// How many bits hold each of the numbers.
    let bits: Int?

    /// Numbers that were packed before.
    package convenience init(form: Form, numbers: PackedNumbers, validity: Bitmap?) { self.init(form: form, numbers: numbers, validity: validity, bits: numbers.bits) }

    init(form: Form, numbers: PackedNumbers, validity: Bitmap?, bits: Int?) {
        self.form = form
        self.numbers = numbers
        self.validity = validity
        bounds = nil
        self.bits = bits
    }

    /// - Returns: `nil` where words would be as wide as the values, and for columns of other things than whole numbers. O(rows).
    package convenience init?(_ column: Column) {
        guard let frame = column.packingFrame, frame.width < column.numberWidth else { return nil }
        self.init(column, in: frame, width: frame.width)
    }

    /// Packed as a frame says that holds the values; `nil` where the column has no whole numbers.
    package init?(_ column: Column, in frame: PackingFrame, width: Int) {
        let bounds = frame.isEmpty ? ZoneBounds.none : ZoneBounds(least: frame.base, greatest: frame.greatest)
        self.bounds = bounds
        bits = frame.isEmpty ? 1 : bounds.bits
        validity = column.validity
        guard let form = column.packedForm else { return nil }
        self.form = form
        switch column {
        case .int(let column): numbers = PackedNumbers(column.values, column.validity, in: frame, width: width)
        case .date(let column): numbers = PackedNumbers(column.values, column.validity, in: frame, width: width)
        case .decimal(let column):
            guard case .small(let mantissas) = column.mantissas else { return nil }
            numbers = PackedNumbers(mantissas, column.validity, in: frame, width: width)
        case .coded(let column): numbers = PackedNumbers(column.codes, column.validity, in: frame, width: width)
        case .missing, .bool, .float, .text, .period, .duration, .ratio: return nil
        }
    }

    /// The rows in their own width, in memory of their own. O(rows).
    package func slice(_ rows: Range<Int>) -> Column { wide(numbers, rows, validity?.slice(rows).unlessFull) }

    /// Some of these numbers as a column of this form, in memory of their own.
    func wide(_ numbers: PackedNumbers, _ rows: Range<Int>, _ validity: Bitmap?) -> Column {
        switch form {
        case .int: return .int(NumberColumn(values: numbers.int64s(rows), validity: validity, bits: bits))
        case .date: return .date(NumberColumn(values: numbers.int32s(rows), validity: validity))
        case .decimal(let scale):
            return .decimal(DecimalColumn(mantissas: .small(numbers.int64s(rows)), scale: scale, validity: validity, bits: bits))
        case .coded(let dictionary): return .coded(CodedColumn(codes: numbers.int32s(rows).bitPatterns, dictionary: dictionary, validity: validity))
        }
    }

    var zoneBounds: ZoneBounds? {
        switch form {
        case .int, .date: bounds
        case .decimal, .coded: nil
        }
    }
}

extension Column {
    /// The form that its numbers have packed; `nil` for columns of other things than whole numbers.
    package var packedForm: PackedColumn.Form? {
        switch self {
        case .int: return .int
        case .date: return .date
        case .decimal(let column): if case .small = column.mantissas { return .decimal(scale: column.scale) } else { return nil }
        case .coded(let column): return .coded(column.dictionary)
        case .missing, .bool, .float, .text, .period, .duration, .ratio: return nil
        }
    }

    /// The frame of the present numbers; `nil` for columns of other things than whole numbers. O(rows).
    package var packingFrame: PackingFrame? {
        switch self {
        case .int(let column): return PackingFrame(column.values, column.validity)
        case .date(let column): return PackingFrame(column.values, column.validity)
        case .decimal(let column):
            guard case .small(let mantissas) = column.mantissas else { return nil }
            return PackingFrame(mantissas, column.validity)
        case .coded(let column): return PackingFrame(column.codes, column.validity)
        case .missing, .bool, .float, .text, .period, .duration, .ratio: return nil
        }
    }

    /// Bytes of a number that can be packed.
    package var numberWidth: Int { packedForm?.width ?? 0 }
}
