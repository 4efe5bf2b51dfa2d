import Columns
import Semantics
import Tables

/// A conversion that the checker has written out: to a wider number, to a day, to text.
final class ConvertKernel: Kernel {
    private let operand: any Kernel
    private let from: Type
    private let to: Type
    private let texts: DictionaryTable<UInt32>
    private var plain: (source: TextDictionary, copy: TextDictionary)?

    init(_ operand: any Kernel, from: Type, to: Type) {
        self.operand = operand
        self.from = from
        self.to = to
        let declared = to.kind.declaredValues ?? []
        let positions = Dictionary(declared.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
        texts = DictionaryTable { dictionary in
            (0..<dictionary.count).map { positions[dictionary.values.string($0)] ?? ConvertKernel.undeclared }
        }
    }

    /// Whether both types have one form in memory, so that nothing is to be done.
    static func keepsForm(_ from: Type, _ to: Type) -> Bool {
        switch (from.kind, to.kind) {
        case (.int, .int), (.decimal, .decimal), (.float, .float), (.float, .points), (.points, .float), (.ratio, .ratio), (.text, .link):
            true
        case (let a, let b): a == b
        }
    }

    /// Whether every value converts.
    static func isTotal(_ from: Type, _ to: Type) -> Bool {
        switch (from.kind, to.kind) {
        case (.decimal, .int), (.float, .int), (.float, .decimal), (.text, .enumeration): false
        default: true
        }
    }

    func operand(_ batch: Batch, _ context: QueryContext) throws -> BatchColumn {
        // Once, since it may count what it meets.
        let value = try operand.operand(batch, context)
        if case .date = to.kind, case .packed(let moments) = value, let days = moments.packedDays(offset: context.zone.offsetMicroseconds) { return .packed(days) }
        return .wide(try converted(value.wide, context))
    }

    func evaluate(_ batch: Batch, _ context: QueryContext) throws -> Column { try operand(batch, context).wide }

    private func converted(_ column: Column, _ context: QueryContext) throws -> Column {
        if column.isAllMissing { return .allMissing(type: to, count: column.count) }
        switch to.kind {
        case .int: return try whole(column)
        case .decimal:
            if case .float(let numbers) = column { return try exact(numbers) }
            return .decimal(column.decimals)
        case .float, .points: return .float(column.floats)
        case .date:
            if case .period(let periods) = column { return .date(NumberColumn(values: periods.first, validity: periods.validity)) }
            return .date(column.days(context.zone))
        case .timestamp:
            if case .date(let days) = column {
                let offset = context.zone.offsetMicroseconds
                return .int(NumberColumn(values: days.values.mapped { Int64($0) &* LocalTime.microsecondsInDay &- offset }, validity: days.validity))
            }
            return column
        case .period: return .period(column.periods(context.zone))
        case .text: return text(column, context)
        case .enumeration: return try declared(column)
        case .link:
            // A number is a link to a table of numbers as it stands.
            if case .int = column { return column }
            return text(column, context)
        case .nothing, .bool, .duration, .ratio, .list: return column
        }
    }

    // MARK: Numbers

    private func whole(_ column: Column) throws -> Column {
        if case .int = column { return column }
        let numbers = column.decimals
        let result = Values<Int64>(repeating: 0, count: numbers.count)
        for row in 0..<numbers.count where numbers.validity?[row] ?? true {
            let value = Decimal(numbers[row], scale: numbers.scale)
            guard let whole = value.rescaled(to: 0), let fitted = Int64(exactly: whole.mantissa) else {
                throw FunctionProblem(.notWhole("\(value.normalized)"), row: row)
            }
            result.pointer[row] = fitted
        }
        return .int(NumberColumn(values: result, validity: numbers.validity))
    }

    /// The shortest decimal that reads back as the float.
    private func exact(_ numbers: NumberColumn<Double>) throws -> Column {
        var values: [Value] = []
        for row in 0..<numbers.values.count {
            guard numbers.validity?[row] ?? true else {
                values.append(.missing)
                continue
            }
            guard let value = Decimal("\(numbers.values[row])") else {
                throw FunctionProblem(.numberTooLarge(FloatText.short(numbers.values[row]), "decimal (38 digits)"), row: row)
            }
            values.append(.decimal(value))
        }
        return try Column.fitting(values, type: .decimal)
    }

    // MARK: Text

    private static let undeclared = UInt32.max

    private func text(_ column: Column, _ context: QueryContext) -> Column {
        switch column {
        case .text: return column
        case .coded(let coded):
            // An enum sorts as declared, its text as text does: the order must not come along.
            guard coded.dictionary.isOrdered else { return column }
            if plain?.source !== coded.dictionary {
                plain = (coded.dictionary, TextDictionary(values: coded.dictionary.values, isOrdered: false))
            }
            guard let copy = plain?.copy else { return column }
            return .coded(CodedColumn(codes: coded.codes, dictionary: copy, validity: coded.validity))
        default:
            if from.kind.isLink, case .plain(let keys) = column.texts { return .text(keys) }
            var builder = TextColumnBuilder(capacity: column.count)
            for row in 0..<column.count {
                if column.isPresent(row) { builder.append(context.display.cell(column, row: row, type: from)) } else { builder.appendMissing() }
            }
            return builder.finish()
        }
    }

    private func declared(_ column: Column) throws -> Column {
        guard case .coded(let empty) = Column.of([], type: to) else { return column }
        let reader = column.texts
        let codes = Values<UInt32>(repeating: 0, count: column.count)
        var known: [UInt32]?
        if case .coded(let coded) = reader { known = try texts.values(for: coded.dictionary) }
        for row in 0..<column.count {
            guard let text = reader.string(row) else { continue }
            let code: UInt32?
            if case .coded(let coded) = reader, let known {
                code = known[Int(coded.codes[row])]
            } else {
                code = to.kind.declaredValues?.firstIndex(of: text).map { UInt32($0) }
            }
            guard let code, code != Self.undeclared else {
                throw FunctionProblem(.valueNotDeclared(text, of: to), row: row)
            }
            codes.pointer[row] = code
        }
        return .coded(CodedColumn(codes: codes, dictionary: empty.dictionary, validity: reader.validity))
    }
}
