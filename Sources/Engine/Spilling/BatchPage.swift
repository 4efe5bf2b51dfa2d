import Columns
import Tables

/// A batch as bytes: each column a line of numbers and its memory as it is, every part on a boundary of 64 bytes.
///
/// Not a format: what is written is read by the same process. So dictionaries stay where they are and only their number is
/// written, unless they are large, and a page that is read back is the memory of its columns.
struct BatchPageWriter {
    private(set) var bytes: [UInt8] = []
    private let dictionaries: SpilledDictionaries

    init(_ dictionaries: SpilledDictionaries) { self.dictionaries = dictionaries }

    mutating func write(_ batch: Batch) {
        bytes.removeAll(keepingCapacity: true)
        head([batch.count, batch.columns.count])
        for column in batch.columns { write(column) }
    }

    private mutating func write(_ column: Column) {
        switch column {
        case .missing(let count): head(.missing, nil, count)
        case .bool(let column):
            head(.bool, column.validity)
            write(column.values)
            write(column.validity)
        case .int(let column): write(.int, column)
        case .date(let column): write(.date, column)
        case .float(let column): write(.float, column)
        case .decimal(let column):
            switch column.mantissas {
            case .small(let values): write(.smallDecimal, NumberColumn(values: values, validity: column.validity), column.scale)
            case .large(let values): write(.largeDecimal, NumberColumn(values: values, validity: column.validity), column.scale)
            }
        case .text(let column): write(column)
        case .coded(let column):
            guard let number = dictionaries.number(of: column.dictionary) else {
                guard case .text(let texts) = Column.coded(column).spelledOut else { return }
                return write(texts)
            }
            write(.coded, NumberColumn(values: column.codes, validity: column.validity), number)
        case .period(let column):
            head(.period, column.validity)
            write(column.first)
            write(column.last)
            write(column.validity)
        case .duration(let column):
            head(.duration, column.validity)
            write(column.months)
            write(column.days)
            write(column.workingDays)
            write(column.validity)
        case .ratio(let column):
            head(.ratio, column.validity)
            write(column.validity)
            write(column.numerator)
            write(column.denominator)
        }
    }

    private mutating func write<Element>(_ form: BatchPageForm, _ numbers: NumberColumn<Element>, _ number: Int = 0) {
        head(form, numbers.validity, number)
        write(numbers.values)
        write(numbers.validity)
    }

    private mutating func write(_ texts: TextColumn) {
        let start = texts.offsets[0]
        let length = Int(texts.offsets[texts.count] - start)
        head(.text, texts.validity, length)
        write((0...texts.count).map { texts.offsets[$0] - start })
        write(UnsafeRawBufferPointer(start: texts.bytes.pointer + Int(start), count: length))
        write(texts.validity)
    }

    private mutating func head(_ form: BatchPageForm, _ validity: Bitmap?, _ number: Int = 0) { head([form.rawValue, validity == nil ? 0 : 1, number]) }

    private mutating func head(_ numbers: [Int]) { write(numbers) }

    private mutating func write<Element: BitwiseCopyable>(_ values: [Element]) { values.withUnsafeBytes { write($0) } }

    private mutating func write<Element: BitwiseCopyable>(_ values: Values<Element>) {
        write(UnsafeRawBufferPointer(start: values.pointer, count: values.count * MemoryLayout<Element>.stride))
    }

    private mutating func write(_ bits: Bitmap?) { if let bits { write((0..<bits.wordCount).map { bits.word($0) }) } }

    private mutating func write(_ part: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: part)
        bytes.append(contentsOf: repeatElement(0, count: -bytes.count & 63))
    }
}

/// How a column of a page lies there.
enum BatchPageForm: Int {
    case missing, bool, int, date, float, smallDecimal, largeDecimal, text, coded, period, duration, ratio
}

/// Reads what `BatchPageWriter` wrote. The columns lie in the page.
struct BatchPageReader {
    private let page: Buffer
    private let dictionaries: SpilledDictionaries
    private var position = 0
    private var count = 0

    init(_ page: Buffer, _ dictionaries: SpilledDictionaries) {
        self.page = page
        self.dictionaries = dictionaries
    }

    mutating func batch() -> Batch {
        let head: Values<Int> = values(2)
        count = head[0]
        return Batch(columns: (0..<head[1]).map { _ in column() }, count: count)
    }

    private mutating func column() -> Column {
        let head: Values<Int> = values(3)
        guard let form = BatchPageForm(rawValue: head[0]) else { preconditionFailure("a page was written by this process") }
        let hasValidity = head[1] == 1
        switch form {
        case .missing: return .missing(count: head[2])
        case .bool:
            let values = bits()
            return .bool(BoolColumn(values: values, validity: validity(hasValidity)))
        case .int: return .int(numbers(hasValidity))
        case .date: return .date(numbers(hasValidity))
        case .float: return .float(numbers(hasValidity))
        case .smallDecimal:
            let numbers: NumberColumn<Int64> = numbers(hasValidity)
            return .decimal(DecimalColumn(mantissas: .small(numbers.values), scale: head[2], validity: numbers.validity))
        case .largeDecimal:
            let numbers: NumberColumn<Int128> = numbers(hasValidity)
            return .decimal(DecimalColumn(mantissas: .large(numbers.values), scale: head[2], validity: numbers.validity))
        case .text:
            let (offsets, bytes): (Values<Int32>, Values<UInt8>) = (values(count + 1), values(head[2]))
            return .text(TextColumn(offsets: offsets, bytes: bytes, validity: validity(hasValidity)))
        case .coded:
            let numbers: NumberColumn<UInt32> = numbers(hasValidity)
            return .coded(CodedColumn(codes: numbers.values, dictionary: dictionaries[head[2]], validity: numbers.validity))
        case .period:
            let (first, last): (Values<Int32>, Values<Int32>) = (values(count), values(count))
            return .period(PeriodColumn(first: first, last: last, validity: validity(hasValidity)))
        case .duration:
            let (months, days, workingDays): (Values<Int32>, Values<Int32>, Values<Int32>) = (values(count), values(count), values(count))
            return .duration(DurationColumn(months: months, days: days, workingDays: workingDays, validity: validity(hasValidity)))
        case .ratio:
            let validity = validity(hasValidity)
            let (numerator, denominator) = (column(), column())
            return .ratio(RatioColumn(numerator: numerator, denominator: denominator, validity: validity))
        }
    }

    private mutating func numbers<Element>(_ hasValidity: Bool) -> NumberColumn<Element> {
        let numbers: Values<Element> = values(count)
        return NumberColumn(values: numbers, validity: validity(hasValidity))
    }

    private mutating func validity(_ isThere: Bool) -> Bitmap? { isThere ? bits() : nil }

    private mutating func bits() -> Bitmap { Bitmap(words: values((count + 63) / 64), count: count) }

    private mutating func values<Element>(_ count: Int) -> Values<Element> {
        defer { position = (position + count * MemoryLayout<Element>.stride + 63) & ~63 }
        return Values(buffer: page, byteOffset: position, count: count)
    }
}

/// The dictionaries of spilled columns, which stay in memory while they are small: others are spelled out.
final class SpilledDictionaries {
    private var numbers: [ObjectIdentifier: Int] = [:]
    private var kept: [TextDictionary] = []
    private let reservation: MemoryReservation
    /// A dictionary is worth keeping for its codes, which the source of most columns holds anyway, up to so many values.
    private static let largest = 1 << 12
    /// Row groups of a file have dictionaries of their own; all of them together are not few any more.
    private static let most = 256

    init(_ context: QueryContext) { reservation = MemoryReservation(context.memory, for: .sort) }

    subscript(_ number: Int) -> TextDictionary { kept[number] }

    /// `nil` for a dictionary that is not kept. Declared values are always kept: their order is that of their codes.
    func number(of dictionary: TextDictionary) -> Int? {
        let identity = ObjectIdentifier(dictionary)
        if let known = numbers[identity] { return known }
        if !dictionary.isOrdered {
            guard dictionary.count <= Self.largest, kept.count < Self.most, reservation.request(Column.text(dictionary.values).byteCount) else { return nil }
        }
        numbers[identity] = kept.count
        kept.append(dictionary)
        return kept.count - 1
    }
}
