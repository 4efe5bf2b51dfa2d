import Semantics
import Tables

/// What the cells of a column seen so far allow its type to be: the facts from which a file without a model gets its types.
///
/// Every cell counts, never a sample. A type is kept as long as each cell present is of it; the first that
/// survives of int, decimal, percentage, truth value, date, time, dotted date is the column's, else text.
struct ColumnProfile: Sendable {
    private struct Candidates: OptionSet, Sendable {
        let rawValue: UInt16
        static let int = Candidates(rawValue: 1)
        static let number = Candidates(rawValue: 2)
        static let percent = Candidates(rawValue: 4)
        static let bool = Candidates(rawValue: 8)
        static let date = Candidates(rawValue: 16)
        static let timestamp = Candidates(rawValue: 32)
        /// Day, month and year, or month, day and year, with `/`, `-` or `.` between.
        static let dayMonthYear = Candidates(rawValue: 64)
        /// With an exponent; in text only with its sign or behind a point, as programs write it: `12E4` is a code.
        static let float = Candidates(rawValue: 128)
        static let all: Candidates = [.int, .number, .percent, .bool, .date, .timestamp, .dayMonthYear, .float]
    }

    private var candidates = Candidates.all
    private var hasMissing = false
    private var hasPresent = false
    /// Some cell was taken for a number before any was not; then the others have not been asked what else they may be.
    private var hasNumbers = false
    private var beginsWithNumber = false
    /// Whether the first value is one that the file itself types.
    private var isTyped = false
    /// The first cell that is not of the same kind as those before, where kinds are told by the file.
    private var mixture: String?
    /// The first present cell that is no number, cut off behind some signs.
    private var notNumber: [UInt8]?
    private var hasPoint = false
    private var mostWholeDigits = 0
    private var scale = 0
    /// Every cell has the form of a national procedure code, `1.002835`.
    private var areProcedureCodes = true
    /// Every number with a point may be one with its thousands grouped, `12.500`: three digits stand behind the point, and before it no zero.
    private var mayBeGrouped = true
    private var dates = DottedDates()
    /// Cells that were taken for dates, two at the most, and the first that was none after them.
    private var dateCells = 0
    private var notDate: String?
    private let stringsAreTyped: Bool
    private let options: FileOptions
    /// Dates are said to be written as `yyyyMMdd`, so that each may be a number too.
    private let writesDatesAsDigits: Bool

    /// - Parameter stringsAreTyped: whether quoted cells may be numbers, as in CSV and not in JSON.
    init(stringsAreTyped: Bool, options: FileOptions) {
        self.stringsAreTyped = stringsAreTyped
        self.options = options
        writesDatesAsDigits = options.dates?.isOfDigits ?? false
        if !stringsAreTyped { candidates.remove(.percent) }
    }

    /// - Parameter place: where a row's cell stands, for hints.
    mutating func observe(_ cells: Cells, place: (Int) -> String) {
        var row = 0
        while row < cells.count {
            if hasPresent, candidates.isEmpty {
                hasMissing = hasMissing || (row..<cells.count).contains { cells.spans[$0].isMissing }
                return
            }
            if hasPresent, candidates.contains(.number), !isTyped, !(writesDatesAsDigits && candidates.contains(.date)) {
                row = observeShortNumbers(cells, from: row)
                if row == cells.count { return }
            }
            let span = cells.spans[row]
            if span.isMissing { hasMissing = true } else { observe(cells, row, span, place) }
            row += 1
        }
    }

    private mutating func observe(_ cells: Cells, _ row: Int, _ span: CellSpan, _ place: (Int) -> String) {
        let isFirst = !hasPresent
        if isFirst { isTyped = span.isTyped }
        observe(cells.bytes(row), span)
        if isFirst { beginsWithNumber = candidates.contains(.number) }
        if mayBeDates {
            dateCells = min(dateCells + 1, 2)
        } else if isCertainOfDates {
            notDate = notDate ?? "'\(cells.text(row))' in \(place(row))"
        }
        if notNumber == nil, !candidates.contains(.number) {
            notNumber = Array(UnsafeBufferPointer(start: cells.bytes(row), count: min(span.length, Self.longestShown)))
        }
        // A text among numbers of a workbook stays a text, even if it looks like one: Excel shows them alike, but
        // sums only the numbers, and reads dates that it takes for numbers with day and month swapped.
        if span.isTyped != isTyped { candidates = [] }
        if candidates.isEmpty, !isFirst, span.isTyped || isTyped { mixture = "'\(cells.text(row))' in \(place(row))" }
    }

    /// Whether what was seen are dates, or times, and nothing else.
    private var mayBeDates: Bool { !writesDatesAsDigits && !candidates.isDisjoint(with: [.date, .timestamp, .dayMonthYear]) && !candidates.contains(.number) }
    /// One text may look like a date by chance, unless it is said how dates are written.
    private var isCertainOfDates: Bool { dateCells >= (options.dates == nil ? 2 : 1) }

    // MARK: Parts

    /// Takes over what later cells of the same column say.
    ///
    /// - Returns: false where it hangs on the order of the cells, and only who sees them one after the other can tell.
    mutating func merge(_ later: ColumnProfile) -> Bool {
        hasMissing = hasMissing || later.hasMissing
        guard later.hasPresent else { return true }
        if isTyped || later.isTyped { return false }
        guard hasPresent else {
            let isMissing = hasMissing
            self = later
            hasMissing = isMissing
            return true
        }
        // After a text, a number may still be a date without signs; the later ones were not asked.
        if !candidates.subtracting(.float).isEmpty, !candidates.contains(.number), later.hasNumbers { return false }
        let wereDates = mayBeDates
        candidates.formIntersection(later.candidates)
        if candidates.contains(.dayMonthYear), !dates.merge(later.dates) { candidates.remove(.dayMonthYear) }
        // Which cell is the first that is no date shows in their order alone.
        if wereDates, !mayBeDates { return false }
        if mayBeDates { dateCells = min(dateCells + later.dateCells, 2) }
        hasNumbers = hasNumbers || later.hasNumbers
        notNumber = notNumber ?? later.notNumber
        hasPoint = hasPoint || later.hasPoint
        mostWholeDigits = max(mostWholeDigits, later.mostWholeDigits)
        scale = max(scale, later.scale)
        areProcedureCodes = areProcedureCodes && later.areProcedureCodes
        mayBeGrouped = mayBeGrouped && later.mayBeGrouped
        return true
    }

    // MARK: Cells

    /// Most columns of numbers have nothing but short ones without group signs: what they say is how many digits stand before and behind the point.
    ///
    /// - Returns: the first row with anything else, which is still to be observed.
    private mutating func observeShortNumbers(_ cells: Cells, from start: Int) -> Int {
        let point = options.notation.point
        var (whole, behind) = (mostWholeDigits, scale)
        var areCodes = areProcedureCodes
        var mayBeGrouped = mayBeGrouped
        var havePoint = false
        var row = start
        var next = start
        while row < cells.count {
            if row == next {
                let found = cells.measureShortNumbers(from: row, most: &whole)
                if found > 0 { areCodes = false }
                row += found
                next = row + Cells.lookedAt
                if row == cells.count { break }
            }
            let span = cells.spans[row]
            if span.isMissing {
                hasMissing = true
                row &+= 1
                continue
            }
            guard !span.isTyped, !span.isNested, stringsAreTyped || !span.isQuoted else { break }
            let bytes = cells.bytes(row)
            let length = span.length
            let sign = bytes[0] == UInt8(ascii: "-") ? 1 : 0
            // 64 bits hold eighteen digits whatever they are.
            guard length > sign, length <= 18 else { break }
            let digits = NumberText.digits(bytes + sign, length &- sign)
            guard digits > 0, digits == 1 || bytes[sign] != UInt8(ascii: "0") else { break }
            if sign &+ digits == length {
                whole = max(whole, digits)
                areCodes = false
            } else {
                let rest = length &- sign &- digits &- 1
                guard bytes[sign &+ digits] == point, rest > 0, NumberText.digits(bytes + sign + digits + 1, rest) == rest else { break }
                havePoint = true
                whole = max(whole, digits)
                behind = max(behind, rest)
                areCodes = areCodes && length == 8 && rest == 6 && bytes[0] >= UInt8(ascii: "1")
                mayBeGrouped = mayBeGrouped && rest == 3 && bytes[sign] != UInt8(ascii: "0")
            }
            row &+= 1
        }
        if havePoint {
            hasPoint = true
            candidates.remove(.int)
        }
        self.mayBeGrouped = mayBeGrouped
        (mostWholeDigits, scale, areProcedureCodes) = (whole, behind, areCodes)
        return row
    }

    private mutating func observe(_ bytes: UnsafePointer<UInt8>, _ span: CellSpan) {
        hasPresent = true
        let count = span.length
        if count == 0 || span.isNested {
            candidates = []
            return
        }
        if !stringsAreTyped {
            candidates.formIntersection(span.isQuoted ? [.date, .timestamp, .dayMonthYear] : [.int, .number, .bool, .float])
        } else if !span.isTyped, !isWrittenByProgram(bytes, count) {
            candidates.remove(.float)
        }
        let notation = span.isTyped ? .plain : options.notation
        if candidates.contains(.number) {
            observeNumber(bytes, count, notation)
            // A number is nothing else but, with a dot in it, a date: `27.9.2019` is no number.
            if candidates.contains(.number) {
                var possible: Candidates = [.int, .number, .float]
                if writesDatesAsDigits, !span.isTyped, options.dates?.day(bytes, count) != nil { possible.insert(.date) }
                candidates.formIntersection(possible)
                hasNumbers = true
                return
            }
        }
        if candidates.contains(.percent) {
            let isPercent = RatioConverter.parse(bytes, count, notation).map { $0.isPercent && !Self.hasLeadingZero(bytes, count) } ?? false
            if !isPercent { candidates.remove(.percent) }
        }
        if candidates.contains(.bool), BoolConverter.parse(UnsafeBufferPointer(start: bytes, count: count)) == nil { candidates.remove(.bool) }
        if span.isTyped {
            // A day is a time as well: its midnight.
            if candidates.contains(.date), DateText.day(bytes, count) == nil { candidates.remove(.date) }
            if candidates.contains(.timestamp), TimestampParser(zone: .utc).parseTyped(bytes, count) == nil { candidates.remove(.timestamp) }
            candidates.remove(.dayMonthYear)
        } else if let dates = options.dates {
            if candidates.contains(.date), dates.day(bytes, count) == nil { candidates.remove(.date) }
            if candidates.contains(.timestamp), dates.moment(bytes, count) == nil { candidates.remove(.timestamp) }
        } else {
            if candidates.contains(.date), DateText.day(bytes, count) == nil { candidates.remove(.date) }
            if candidates.contains(.timestamp), DateText.timestamp(bytes, count, .utc) == nil { candidates.remove(.timestamp) }
        }
        if candidates.contains(.dayMonthYear), !dates.observe(bytes, count) { candidates.remove(.dayMonthYear) }
        if candidates.contains(.float), NumberText.double(bytes, count, .plain) == nil { candidates.remove(.float) }
    }

    private mutating func observeNumber(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ notation: NumberNotation) {
        guard !Self.hasLeadingZero(bytes, count) else {
            candidates.subtract([.int, .number])
            return
        }
        if candidates.contains(.int), NumberText.int(bytes, count) != nil {
            mostWholeDigits = max(mostWholeDigits, bytes[0] == UInt8(ascii: "-") ? count - 1 : count)
            areProcedureCodes = false
            return
        }
        guard let number = NumberText.decimal(bytes, count, notation) else {
            candidates.subtract([.int, .number])
            return
        }
        if number.scale > 0 {
            candidates.remove(.int)
            hasPoint = true
        } else if Int64(exactly: number.mantissa) == nil {
            candidates.remove(.int)
        }
        scale = max(scale, number.scale)
        mostWholeDigits = max(mostWholeDigits, Self.digits(number.mantissa.magnitude) - number.scale)
        areProcedureCodes = areProcedureCodes && count == 8 && number.scale == 6 && bytes[0] >= UInt8(ascii: "1")
        mayBeGrouped = mayBeGrouped && (number.scale == 0 || number.scale == 3 && number.mantissa.magnitude >= 1_000)
    }

    /// A number without group signs, `12.5`, or with an exponent that has a sign or stands behind decimals, `1e-05` and `1.5E10`.
    private mutating func isWrittenByProgram(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard candidates.contains(.float), options.notation == .plain, !Self.hasLeadingZero(bytes, count) else { return false }
        let text = UnsafeBufferPointer(start: bytes, count: count)
        guard let exponent = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else {
            guard let number = NumberText.decimal(bytes, count, .plain) else { return false }
            if !candidates.contains(.number) { mostWholeDigits = max(mostWholeDigits, Self.digits(number.mantissa.magnitude) - number.scale) }
            return true
        }
        guard exponent > 0, exponent + 1 < count else { return false }
        if text[..<exponent].contains(UInt8(ascii: ".")) { return true }
        return exponent + 2 < count && (text[exponent + 1] == UInt8(ascii: "-") || text[exponent + 1] == UInt8(ascii: "+"))
    }

    /// `007` and `00.5` are codes; `0` and `0.5` are numbers.
    private static func hasLeadingZero(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let start = bytes[0] == UInt8(ascii: "-") ? 1 : 0
        return count > start + 1 && bytes[start] == 0x30 && bytes[start + 1] &- 0x30 <= 9
    }

    private static func digits(_ magnitude: UInt128) -> Int {
        var rest = magnitude
        var count = 0
        while rest > 0 {
            rest /= 10
            count += 1
        }
        return count
    }

    /// Whole numbers with so many digits are floats exactly.
    private static let exactDigits = 15

    // MARK: Why it is text

    /// Bytes of a cell that are kept for messages.
    private static let longestShown = 60
    /// Bytes of a cell without a digit that may stand for no value, such as `N/A` and `không có`.
    private static let longestMark = 12

    /// In words for who has taken the column for numbers.
    private func whyText(_ name: String) -> String? {
        if candidates.contains(.number), !areProcedureCodes { return "'\(name)' is text, since some of its numbers have more digits than whole numbers may have" }
        guard let notNumber, notNumber.count < Self.longestShown else { return nil }
        if notNumber.isEmpty { return stringsAreTyped ? "'\(name)' is text, since a cell of it has quotes with nothing between them; if that stands for no value, say  \(missingOption(adding: ""))" : nil }
        let cell = String(decoding: notNumber, as: UTF8.self)
        let sentence = "'\(name)' is text, since its cell '\(cell)' is not a number"
        if options.notation == .plain, stringsAreTyped {
            switch (Self.isNumber(notNumber, .point), Self.isNumber(notNumber, .comma)) {
            case (true, true): return "\(sentence) unless you say  numbers: \"en\"  where commas group thousands, or  numbers: \"vi\"  where they stand before decimals"
            case (true, false): return "\(sentence) unless you say  numbers: \"en\""
            case (false, true): return "\(sentence) unless you say  numbers: \"vi\""
            case (false, false): break
            }
        }
        if options.notation != .plain, Self.isNumber(notNumber, .plain) { return "\(sentence) as the option 'numbers' has them" }
        if stringsAreTyped, notNumber.count <= Self.longestMark, notNumber.allSatisfy({ $0 &- 0x30 > 9 }) {
            return "\(sentence); if it stands for no value, say  \(missingOption(adding: cell))"
        }
        return sentence
    }

    /// The option with what it says already and one more mark.
    private func missingOption(adding mark: String) -> String {
        let marks = (options.missing.map { String(decoding: $0, as: UTF8.self) } + [mark]).map { "\"\($0)\"" }
        return marks.count == 1 ? "missing: \(marks[0])" : "missing: [\(marks.joined(separator: ", "))]"
    }

    /// What people write where they have no number, in small letters.
    private static let marksOfNothing: Set<String> = ["n/a", "na", "#n/a", "nan", "null", "none", "-", "–", "—", "...", "…", "không có", "chưa có"]

    /// Of a column that begins with numbers or with dates: why it is text all the same.
    private func hintOfText(_ name: String) -> String? {
        if let notDate { return "'\(name)' is text, since \(notDate) is no date, as the cells above it are" }
        guard beginsWithNumber, let notNumber, Self.marksOfNothing.contains(String(decoding: notNumber, as: UTF8.self).lowercased()) else { return nil }
        return whyText(name)
    }

    private static func isNumber(_ cell: [UInt8], _ notation: NumberNotation) -> Bool {
        // Numbers are read eight bytes at a time.
        (cell + [UInt8](repeating: 0, count: 16)).withUnsafeBufferPointer { $0.baseAddress.map { NumberText.decimal($0, cell.count, notation) != nil } ?? false }
    }

    /// The type and how to read it, with a hint where a reader of the file might have meant something else.
    func conclusion(column name: String) -> (type: CellType, hint: String?) {
        let (kind, dates, hint) = kindAndHint(name)
        if let mixture {
            let hint = "'\(name)' is read as text, because its cells are not of one kind: \(mixture)"
            return (CellType(type: Type(.text, optional: hasMissing), whyText: hint), hint)
        }
        let type = CellType(
            type: Type(kind, optional: hasMissing || !hasPresent), notation: options.notation, dates: dates, scale: candidates.contains(.number) ? scale : 0,
            whyText: kind == .text ? whyText(name) : nil)
        return (type, hint)
    }

    /// Numbers, all of which may have a point that groups thousands, or where the comma stands before decimals, a comma that does.
    var looksGrouped: Bool {
        candidates.contains(.number) && !isTyped && mayBeGrouped && hasPoint && mostWholeDigits <= 3 && options.notation != .point && stringsAreTyped
    }

    private func kindAndHint(_ name: String) -> (Type.Kind, DatePattern?, String?) {
        // A column without a value goes with columns of any type, as a quarter that is still to come does.
        if !hasPresent { return (.nothing, nil, nil) }
        if writesDatesAsDigits, candidates.contains(.date) { return (.date, options.dates, nil) }
        if candidates.contains(.int) { return (.int(nil), nil, nil) }
        if candidates.contains(.number) {
            // Numbers too long for 64 bits without a point are identifiers, not amounts; JSON and workbooks say that they are numbers.
            guard hasPoint || isTyped || !stringsAreTyped, isTyped || mostWholeDigits + scale <= 38 else { return (.text, nil, nil) }
            if isTyped { return (mostWholeDigits + scale <= 38 ? .decimal(nil) : .float(nil), nil, nil) }
            if areProcedureCodes, options.notation == .plain, stringsAreTyped {
                return (.text, nil, "'\(name)' looks like procedure codes (1.002835) and stays text")
            }
            // Four digits before a point, or without one, are not grouped.
            if looksGrouped {
                let hint = options.notation == .plain
                    ? "'\(name)' is read with a decimal point, 1.575 as one and a half; if the point groups thousands, say numbers: \"vi\""
                    : "'\(name)' is read with a decimal comma, 1,575 as one and a half; if the comma groups thousands, say numbers: \"en\""
                return (.decimal(nil), nil, hint)
            }
            return (.decimal(nil), nil, nil)
        }
        if candidates.contains(.percent) { return (.ratio(counted: false), nil, nil) }
        if candidates.contains(.bool) { return (.bool, nil, nil) }
        if candidates.contains(.date) { return (.date, options.dates, nil) }
        if candidates.contains(.timestamp) { return (.timestamp, options.dates, nil) }
        if candidates.contains(.float) {
            // A float would change the last digits of the others, and two keys might become one.
            guard mostWholeDigits <= Self.exactDigits || !stringsAreTyped else {
                return (.text, nil, "'\(name)' stays text: it has numbers of more than \(Self.exactDigits) digits beside such as 1.5e+20, which are rounded")
            }
            return (.float(nil), nil, nil)
        }
        if candidates.contains(.dayMonthYear) {
            // Strings of JSON are texts unless they are written as the standard has it.
            if !stringsAreTyped { return (.text, nil, "'\(name)' may be dates; to read them as such, say dates: \"\(dates.proven?.text ?? dates.dayFirst)\"") }
            if let proven = dates.proven, let said = options.dates, proven.isDayFirst != said.isDayFirst {
                return (.text, nil, "'\(name)' stays text, since some of its cells are no dates as  dates: \"\(said.text)\"  has them; they may be written \"\(proven.text)\"")
            }
            if let proven = dates.proven { return (dates.haveTimes ? .timestamp : .date, proven, nil) }
            return (.text, nil, "'\(name)' may be dates, but nothing proves whether the day or the month comes first; say dates: \"\(dates.dayFirst)\"")
        }
        return (.text, nil, hintOfText(name))
    }
}

/// Whether numbers like `03/04/2019` have the day or the month first: proven by a number above 12, never assumed.
private struct DottedDates: Sendable {
    private var separator: UInt8?
    private var isDayFirst = true
    private var isMonthFirst = true
    /// A time of day stands behind one of them.
    private(set) var haveTimes = false

    var dayFirst: String {
        let sign = String(decoding: [separator ?? UInt8(ascii: "/")], as: UTF8.self)
        return "dd\(sign)MM\(sign)yyyy"
    }

    /// The only order that fits; `nil` while both do.
    var proven: DatePattern? {
        guard isDayFirst != isMonthFirst else { return nil }
        let sign = String(decoding: [separator ?? UInt8(ascii: "/")], as: UTF8.self)
        return DatePattern(isDayFirst ? dayFirst : "MM\(sign)dd\(sign)yyyy")
    }

    /// Whether the column can still be dates.
    mutating func observe(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 8 else { return false }
        var count = count
        if let blank = (8..<min(count, 11)).first(where: { bytes[$0] == UInt8(ascii: " ") }) {
            guard DateText.clock(bytes + blank + 1, count - blank - 1) != nil else { return false }
            haveTimes = true
            count = blank
        }
        guard count <= 10 else { return false }
        let firstLength = bytes[1] &- 0x30 <= 9 ? 2 : 1
        let sign = bytes[firstLength]
        guard sign == UInt8(ascii: "/") || sign == UInt8(ascii: "-") || sign == UInt8(ascii: "."), separator == nil || separator == sign else { return false }
        separator = sign
        if isDayFirst { isDayFirst = Self.pattern(sign, dayFirst: true)?.day(bytes, count) != nil }
        if isMonthFirst { isMonthFirst = Self.pattern(sign, dayFirst: false)?.day(bytes, count) != nil }
        return isDayFirst || isMonthFirst
    }

    /// Takes over what later cells say.
    /// - Returns: whether the column can still be dates.
    mutating func merge(_ later: DottedDates) -> Bool {
        guard separator == later.separator else { return false }
        isDayFirst = isDayFirst && later.isDayFirst
        isMonthFirst = isMonthFirst && later.isMonthFirst
        haveTimes = haveTimes || later.haveTimes
        return isDayFirst || isMonthFirst
    }

    private static func pattern(_ sign: UInt8, dayFirst: Bool) -> DatePattern? {
        switch (sign, dayFirst) {
        case (UInt8(ascii: "/"), true): slashDayFirst
        case (UInt8(ascii: "/"), false): slashMonthFirst
        case (UInt8(ascii: "-"), true): dashDayFirst
        case (UInt8(ascii: "-"), false): dashMonthFirst
        case (_, true): pointDayFirst
        case (_, false): pointMonthFirst
        }
    }

    private static let slashDayFirst = DatePattern("dd/MM/yyyy")
    private static let slashMonthFirst = DatePattern("MM/dd/yyyy")
    private static let dashDayFirst = DatePattern("dd-MM-yyyy")
    private static let dashMonthFirst = DatePattern("MM-dd-yyyy")
    private static let pointDayFirst = DatePattern("dd.MM.yyyy")
    private static let pointMonthFirst = DatePattern("MM.dd.yyyy")
}
