/// The bytes of the file being written, formatted in place and handed to the sink in pieces of about 1 MiB.
///
/// A hundred million dossiers are written field by field, so nothing here makes a `String`: numbers and dates are
/// formatted digit by digit, and texts are bytes prepared beforehand. One buffer serves all files.
final class RowBuffer {
    /// No row is longer than this; room is looked for once a row and not once a field.
    private static let longestRow = 4096
    private static let capacity = 1 << 20

    private let bytes: UnsafeMutablePointer<UInt8>
    private var count = 0
    private let sink: any DemoSink

    init(sink: any DemoSink) {
        self.sink = sink
        bytes = .allocate(capacity: Self.capacity + Self.longestRow)
    }

    deinit { bytes.deallocate() }

    /// Writes one file: `header`, then what `rows` adds.
    func file(_ path: String, header: String = "", rows: (RowBuffer) throws -> Void) throws {
        try sink.begin(path)
        if !header.isEmpty {
            text(header)
            try endRow()
        }
        try rows(self)
        try flush()
        try sink.finish()
    }

    /// A line break, and the pieces to the sink when enough have come together.
    @inline(__always)
    func endRow() throws {
        byte(UInt8(ascii: "\n"))
        if count >= Self.capacity { try flush() }
    }

    private func flush() throws {
        guard count > 0 else { return }
        try sink.append(UnsafeRawBufferPointer(start: bytes, count: count))
        count = 0
    }

    @inline(__always)
    func byte(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    @inline(__always)
    func comma() { byte(UInt8(ascii: ",")) }

    @inline(__always)
    func copy(_ source: UnsafePointer<UInt8>, count length: Int) {
        (bytes + count).update(from: source, count: length)
        count += length
    }

    /// A text as it is: for fields that cannot hold a comma or a quote.
    func text(_ text: String) {
        for byte in text.utf8 { self.byte(byte) }
    }

    /// A text of any length, for whole files.
    func longText(_ text: String) throws {
        for byte in text.utf8 {
            self.byte(byte)
            if count >= Self.capacity { try flush() }
        }
    }

    /// A text, between quotes where CSV wants them (RFC 4180).
    func quoted(_ field: String) {
        let isPlain = !field.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") }
        if isPlain { return text(field) }
        byte(UInt8(ascii: "\""))
        for character in field.utf8 {
            if character == UInt8(ascii: "\"") { byte(character) }
            byte(character)
        }
        byte(UInt8(ascii: "\""))
    }

    func bool(_ value: Bool) { text(value ? "true" : "false") }

    @inline(__always)
    func twoDigits(_ number: Int) {
        byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }

    /// A number that is not negative, with leading zeros up to `width` digits.
    @inline(__always)
    func number(_ number: Int, width: Int = 1) {
        var digits = 1
        var rest = number / 10
        while rest > 0 {
            digits += 1
            rest /= 10
        }
        let length = max(digits, width)
        rest = number
        var position = count + length - 1
        while position >= count {
            bytes[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            position -= 1
        }
        count += length
    }

    /// `2019-06-30`
    func date(_ day: CivilDay) {
        let (year, month, dayOfMonth) = day.parts
        number(year, width: 4)
        byte(UInt8(ascii: "-"))
        twoDigits(month)
        byte(UInt8(ascii: "-"))
        twoDigits(dayOfMonth)
    }

    func date(_ day: CivilDay?) {
        if let day { date(day) }
    }

    /// `T08:15:00`, from seconds since midnight.
    @inline(__always)
    func time(_ second: Int) {
        byte(UInt8(ascii: "T"))
        twoDigits(second / 3600)
        byte(UInt8(ascii: ":"))
        twoDigits(second / 60 % 60)
        byte(UInt8(ascii: ":"))
        twoDigits(second % 60)
    }
}
