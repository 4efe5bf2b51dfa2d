import Characters
import Diagnostics

/// Objects of JSON (RFC 8259), one a line or in one array, as records; their keys are the columns.
///
/// Values are only delimited here; converters read them as they read cells of CSV. Lists and objects inside a
/// record are kept as their text. Not checked are the insides of such lists beyond strings and brackets.
final class JSONScanner: TextScanner {
    let window: ByteWindow
    let newline = UInt8(ascii: "\n")
    let keys: JSONKeys
    /// For each key its slot in the span table, −1 for those that are not wanted.
    private var slots: [Int]
    /// Whether unknown keys are added, to learn the columns of a file.
    private let isDiscovering: Bool
    private(set) var startLine = 1
    private(set) var startPosition = 0
    /// Letters before `window.position` in its line.
    private var column = 0

    private enum Phase { case start, inArray, afterComma, afterValue, lines, done }
    private var phase = Phase.start
    /// The serial of the record in which each key stood last, against keys that stand twice.
    private var lastRecord: [Int] = []
    private var serial = 0

    init(_ window: ByteWindow, keys: JSONKeys, slots: [Int], isDiscovering: Bool = false) {
        self.window = window
        self.keys = keys
        self.slots = slots
        self.isDiscovering = isDiscovering
        lastRecord = [Int](repeating: 0, count: slots.count)
    }

    /// Why the reading of a record stopped.
    private enum Stop: Error {
        /// The window ends within it.
        case incomplete
        case bad(Int, String)
    }

    func scan(limit: Int, into table: SpanTable) throws(DiagnosticList) {
        table.count = 0
        table.hasEscapes = false
        while true {
            startPosition = window.position
            startLine = window.line
            var stop: Stop?
            let limit = min(limit, SpanTable.capacity)
            while table.count < limit {
                do throws(Stop) {
                    guard try record(table) else { break }
                    table.count += 1
                } catch {
                    stop = error
                    break
                }
            }
            let consumed = window.position
            if case .bad(let offset, let message) = stop {
                throw Message.badJSON(window.path, line: line(at: offset), column: columns(until: offset) + 1, message)
            }
            column = columns(until: consumed)
            window.line = line(at: consumed)
            if table.count > 0 { return }
            guard try window.more() else {
                if stop != nil {
                    throw Message.badJSON(window.path, line: window.line, column: column + 1, "the file ends within a value")
                }
                return
            }
        }
    }

    /// Letters between the start of a line and `offset`.
    private func columns(until offset: Int) -> Int {
        var index = offset
        var letters = 0
        while index > startPosition {
            index -= 1
            if window.base[index] == newline { return letters }
            if window.base[index] & 0xC0 != 0x80 { letters += 1 }
        }
        return letters + column
    }

    /// Scans one object into row `table.count` and moves the window behind it; false at the end.
    private func record(_ table: SpanTable) throws(Stop) -> Bool {
        var index = window.position
        while true {
            index = skipBlanks(index)
            // Blanks are done with whatever follows.
            window.position = index
            guard index < window.end else {
                if !window.isAtEnd { throw .incomplete }
                if phase == .inArray || phase == .afterComma || phase == .afterValue { throw .bad(index, "the list that starts with '[' is not closed") }
                return false
            }
            let byte = window.base[index]
            switch (phase, byte) {
            case (.start, UInt8(ascii: "[")):
                phase = .inArray
                window.position = index + 1
                index += 1
            case (.start, _):
                phase = .lines
            case (.afterValue, UInt8(ascii: ",")):
                phase = .afterComma
                window.position = index + 1
                index += 1
            case (.afterComma, UInt8(ascii: "]")):
                throw .bad(index, "after ',' another object is missing")
            case (.afterValue, UInt8(ascii: "]")), (.inArray, UInt8(ascii: "]")):
                phase = .done
                window.position = index + 1
                index += 1
            case (.afterValue, _):
                throw .bad(index, "',' or ']' is wanted after an object")
            case (.done, _):
                throw .bad(index, "nothing may follow the list")
            case (.inArray, _), (.afterComma, _), (.lines, _):
                guard byte == UInt8(ascii: "{") else { throw .bad(index, "an object in braces is wanted here: each record is { \"column\": value, … }") }
                table.recordStarts[table.count] = UInt32(truncatingIfNeeded: index)
                window.position = try object(index, table)
                if phase != .lines { phase = .afterValue }
                return true
            }
        }
    }

    /// - Returns: the offset behind the object that starts at `start`.
    private func object(_ start: Int, _ table: SpanTable) throws(Stop) -> Int {
        let row = table.count
        for slot in 0..<table.slotCount { table.column(slot)[row] = .missing }
        serial += 1
        var index = skipBlanks(start + 1)
        if try byte(index) == UInt8(ascii: "}") { return index + 1 }
        var expected = 0
        while true {
            guard try byte(index) == UInt8(ascii: "\"") else { throw .bad(index, "a column name in quotes is wanted here") }
            let (end, isEscaped) = try string(index)
            let key = number(of: index + 1..<end - 1, isEscaped: isEscaped, expected: expected)
            if let key {
                if lastRecord[key] == serial { throw .bad(index, "'\(keys.names[key])' stands twice in one object") }
                lastRecord[key] = serial
                expected = key + 1
            }
            index = skipBlanks(end)
            guard try byte(index) == UInt8(ascii: ":") else { throw .bad(index, "':' is wanted after a column name") }
            index = skipBlanks(index + 1)
            let (span, valueEnd) = try value(index)
            if let key, slots[key] >= 0 {
                table.column(slots[key])[row] = span
                if span.isEscaped { table.hasEscapes = true }
            }
            index = skipBlanks(valueEnd)
            switch try byte(index) {
            case UInt8(ascii: ","): index = skipBlanks(index + 1)
            case UInt8(ascii: "}"): return index + 1
            default: throw .bad(index, "',' or '}' is wanted after a value")
            }
        }
    }

    private func number(of range: Range<Int>, isEscaped: Bool, expected: Int) -> Int? {
        let text = UnsafeBufferPointer(start: UnsafePointer(window.base) + range.lowerBound, count: range.count)
        if !isEscaped, keys.isKey(expected, text) { return expected }
        var copy = Array(text)
        if isEscaped {
            let length = copy.withUnsafeMutableBufferPointer { $0.baseAddress.map { unescape($0, text.count) } ?? 0 }
            copy.removeLast(copy.count - length)
        }
        if let known = copy.withUnsafeBufferPointer({ keys.find($0) }) { return known }
        guard isDiscovering else { return nil }
        slots.append(-1)
        lastRecord.append(0)
        return keys.add(copy)
    }

    private func value(_ start: Int) throws(Stop) -> (CellSpan, end: Int) {
        switch try byte(start) {
        case UInt8(ascii: "\""):
            let (end, isEscaped) = try string(start)
            return (CellSpan(start: start + 1, length: end - start - 2, isQuoted: true, isEscaped: isEscaped), end)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let end = try nested(start)
            return (CellSpan(start: start, length: end - start, isNested: true), end)
        case UInt8(ascii: "n"): return (.missing, try word("null", start))
        case UInt8(ascii: "t"): return (CellSpan(start: start, length: 4), try word("true", start))
        case UInt8(ascii: "f"): return (CellSpan(start: start, length: 5), try word("false", start))
        case UInt8(ascii: "-"), 0x30...0x39:
            let end = try number(start)
            return (CellSpan(start: start, length: end - start), end)
        default: throw .bad(start, "a value is wanted here: text in quotes, a number, true, false, null, a list or an object")
        }
    }

    // MARK: Tokens

    private func byte(_ index: Int) throws(Stop) -> UInt8 {
        if index < window.end { return window.base[index] }
        throw window.isAtEnd ? .bad(index, "the file ends within an object") : .incomplete
    }

    private func skipBlanks(_ start: Int) -> Int {
        var index = start
        while index < window.end {
            switch window.base[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return index
            }
        }
        return index
    }

    private func word(_ word: StaticString, _ start: Int) throws(Stop) -> Int {
        for offset in 0..<word.utf8CodeUnitCount where try byte(start + offset) != word.utf8Start[offset] {
            throw .bad(start, "text must stand in quotes")
        }
        return start + word.utf8CodeUnitCount
    }

    /// - Returns: the offset behind the closing quote.
    private func string(_ start: Int) throws(Stop) -> (end: Int, isEscaped: Bool) {
        let base = window.base
        let end = window.end
        var index = start + 1
        var isEscaped = false
        while index < end {
            let byte = base[index]
            if byte == UInt8(ascii: "\"") { return (index + 1, isEscaped) }
            if byte < 0x20 { throw .bad(index, "a line end or control sign inside text must be written as \\n or \\u000A") }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                index = try escape(index)
            } else {
                index += 1
            }
        }
        throw window.isAtEnd ? .bad(start, "this quote is never closed") : .incomplete
    }

    private func escape(_ start: Int) throws(Stop) -> Int {
        switch try byte(start + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            for offset in 2..<6 where try byte(start + offset).hexadecimalDigit == nil { throw .bad(start, "\\u takes four hexadecimal digits") }
            return start + 6
        default: throw .bad(start, "this is no escape of JSON; a backslash is written twice")
        }
    }

    /// `-12.5e3`, by the grammar: no leading zeros, digits on both sides of the point.
    private func number(_ start: Int) throws(Stop) -> Int {
        var index = start
        func digits() throws(Stop) {
            guard index < window.end || !window.isAtEnd else { throw .bad(index, "a digit is wanted here") }
            guard try byte(index) &- 0x30 <= 9 else { throw .bad(index, "a digit is wanted here") }
            while index < window.end, window.base[index] &- 0x30 <= 9 { index += 1 }
        }
        if try byte(index) == UInt8(ascii: "-") { index += 1 }
        let first = index
        try digits()
        if window.base[first] == 0x30, index > first + 1 { throw .bad(first, "a number does not start with 0; codes stand in quotes") }
        if index < window.end, window.base[index] == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if index < window.end, window.base[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < window.end, window.base[index] == UInt8(ascii: "+") || window.base[index] == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        // The number may go on behind the window.
        if index == window.end, !window.isAtEnd { throw .incomplete }
        return index
    }

    /// The end of a list or object, by its brackets; without recursion, so that no input is too deep for the stack.
    private func nested(_ start: Int) throws(Stop) -> Int {
        var closers: [UInt8] = []
        var index = start
        while true {
            let byte = try byte(index)
            switch byte {
            case UInt8(ascii: "\""):
                index = try string(index).end
                continue
            case UInt8(ascii: "{"): closers.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): closers.append(UInt8(ascii: "]"))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard closers.popLast() == byte else { throw .bad(index, "this bracket closes nothing that is open") }
                if closers.isEmpty { return index + 1 }
            default: break
            }
            index += 1
        }
    }

    func unescape(_ cell: UnsafeMutablePointer<UInt8>, _ length: Int) -> Int { JSONEscapes.resolve(cell, length) }
}
