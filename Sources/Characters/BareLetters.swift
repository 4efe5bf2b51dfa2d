/// Texts reduced to one byte a letter: its base, without case and marks; runs of white space are one space, joiners nothing.
///
/// Where a `SearchPattern` is found, its letters' bases stand one after the other among the text's, so it is enough to search these
/// bytes, all texts at once, and to look closer where they agree. A base of ASCII is its own byte; all other bases share the bytes
/// from 128 on, so that a hit of those says "perhaps".
struct BareLetters {
    /// The byte that stands for a base.
    static func byte(_ base: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: base < 0x80 ? base : base & 0x7F ^ base >> 7 & 0x7F | 0x80)
    }

    /// Lends the reduced texts. O(bytes), in temporary memory of that size: folding never makes more than three letters of two bytes.
    static func with(_ rows: TextRows, _ body: (TextRows) -> Void) {
        let extent = rows.extent
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: extent.count * 3 / 2 + 1) { memory in
            guard let target = memory.baseAddress else { return }
            if lowerPlain(UnsafeBufferPointer(start: rows.bytes + extent.lowerBound, count: extent.count), into: target) {
                // Byte for byte, so the texts lie as before. The addresses in between are never read.
                let shifted = UnsafePointer<UInt8>(bitPattern: UInt(bitPattern: target) &- UInt(extent.lowerBound))
                if let shifted { body(TextRows(bytes: shifted, offsets: rows.offsets)) }
                return
            }
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows.offsets.count) { offsets in
                var used = 0
                offsets[0] = 0
                for row in 0..<rows.count {
                    used += reduce(rows[row], into: target + used)
                    offsets[row + 1] = Int32(truncatingIfNeeded: used)
                }
                body(TextRows(bytes: target, offsets: UnsafeBufferPointer(offsets)))
            }
        }
    }

    // MARK: Plain text

    private typealias Vector = SIMD16<UInt8>

    /// Copies text in small letters, sixteen bytes a step, as long as it is printable ASCII without two spaces in a row; `false`
    /// when it is not.
    private static func lowerPlain(_ text: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return true }
        let source = UnsafeRawPointer(base)
        let raw = UnsafeMutableRawPointer(target)
        let space = Vector(repeating: 0x20)
        var index = 0
        while index + 17 <= text.count {
            let letters = source.loadUnaligned(fromByteOffset: index, as: Vector.self)
            let following = source.loadUnaligned(fromByteOffset: index + 1, as: Vector.self)
            // From 0x20 on and below 0x80, in one comparison.
            let isOther = (letters &- space) .>= Vector(repeating: 0x60)
            let isDouble = (letters .== space) .& (following .== space)
            let refused = unsafeBitCast(isOther .| isDouble, to: SIMD2<UInt64>.self)
            if refused[0] | refused[1] != 0 { return false }
            let isCapital = (letters &- Vector(repeating: 0x41)) .< Vector(repeating: 26)
            raw.storeBytes(of: letters.replacing(with: letters | space, where: isCapital), toByteOffset: index, as: Vector.self)
            index += 16
        }
        var previous: UInt8 = index > 0 ? base[index - 1] : 0
        while index < text.count {
            let letter = base[index]
            if letter < 0x20 || letter >= 0x80 || letter == 0x20 && previous == 0x20 { return false }
            target[index] = letter &- 0x41 < 26 ? letter | 0x20 : letter
            previous = letter
            index += 1
        }
        return true
    }

    // MARK: Any text

    /// Writes the letters of one text. Returns how many.
    ///
    /// Letters of one, two and three bytes come in no order that a processor could foresee, so there is no branch between them, and what a
    /// byte does depends on the two bytes before it and not on how they were read: several are under way at a time.
    private static func reduce(_ text: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) -> Int {
        let table = LetterSteps.shared
        var used = 0
        var before = 0
        var lead = 0
        var seen: UInt16 = 0
        for byte in text {
            let step = table.steps[Int(table.rows[before &<< 2 | lead]) &<< 8 | Int(byte)]
            lead = Int(table.leads[before])
            before = Int(byte)
            target[used] = UInt8(truncatingIfNeeded: step)
            used &+= Int(step &>> 8 & 1)
            seen |= step
        }
        return seen & LetterSteps.refused == 0 ? used : reduceAny(text, into: target)
    }

    /// The same letter by letter, for text with combining marks, joiners, ligatures or rare scripts.
    private static func reduceAny(_ text: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>) -> Int {
        var cursor = LetterCursor(text)
        var used = 0
        var last: UInt64 = 0
        while let letter = cursor.next() {
            // A space that bears a mark is a letter of its own.
            if letter.word == 0x20, last == 0x20, used > 0 { continue }
            last = letter.word
            target[used] = byte(letter.base)
            used += 1
        }
        return used
    }
}

/// What a byte does while letters are reduced, by the two bytes before it. 130 KB, of which the letters of one language touch little.
///
/// Unchecked, because the memory is written in `init` alone, and `shared` is made once and never freed.
private struct LetterSteps: @unchecked Sendable {
    static let shared = LetterSteps()

    /// The letter that is complete with this byte is in the low byte.
    static let complete: UInt16 = 0x100
    /// The text wants more than this table: marks that stand alone, ligatures, rare scripts.
    static let refused: UInt16 = 0x200

    /// At 256 × row + byte.
    let steps: UnsafePointer<UInt16>
    /// Which lead of three bytes a byte is, 0 for all others.
    let leads: UnsafePointer<UInt8>
    /// The row by the byte before and, in the two low bits, the lead before that. Row 0 is where a letter begins, row 1 the same after a
    /// space, where more spaces add nothing; the others continue a letter.
    let rows: UnsafePointer<UInt8>

    /// The scalars below may be one letter each: Latin with Vietnamese, Greek, Cyrillic and the common punctuation.
    private static let limit: UInt32 = 0x2100

    private init() {
        let rows = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 10)
        rows.initialize(repeating: 0, count: 1 << 10)
        let leads = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        leads.initialize(repeating: 0, count: 256)
        (leads[0xE0], leads[0xE1], leads[0xE2]) = (1, 2, 3)
        self.leads = UnsafePointer(leads)
        let steps = UnsafeMutablePointer<UInt16>.allocate(capacity: 1 << 16)
        steps.initialize(repeating: Self.refused, count: 1 << 16)
        self.rows = UnsafePointer(rows)
        self.steps = UnsafePointer(steps)

        let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]
        for space in spaces {
            for lead in 0..<4 { rows[Int(space) << 2 | lead] = 1 }
        }
        var begun: [[UInt8]: Int] = [:]
        /// The row in which the bytes after these are read.
        func begin(_ bytes: [UInt8]) -> Int {
            if let row = begun[bytes] { return row }
            let row = begun.count + 2
            precondition(row < 256, "the beginnings of letters fit a byte")
            begun[bytes] = row
            let last = Int(bytes[bytes.count - 1])
            if bytes.count == 1 {
                for lead in 0..<4 { rows[last << 2 | lead] = UInt8(row) }
                steps[last] = 0
                steps[0x100 | last] = 0
            } else {
                rows[last << 2 | Int(leads[Int(bytes[0])])] = UInt8(row)
                steps[begin([bytes[0]]) << 8 | last] = 0
            }
            return row
        }
        for value in 1..<Self.limit {
            guard let scalar = Unicode.Scalar(value), let letter = Self.letter(value) else { continue }
            let bytes = Array(UTF8.encode(scalar).unsafelyUnwrapped)
            let step = Self.complete | UInt16(letter)
            switch bytes.count {
            case 1:
                steps[Int(bytes[0])] = step
                steps[0x100 | Int(bytes[0])] = spaces.contains(bytes[0]) ? 0 : step
            case 2:
                steps[begin([bytes[0]]) << 8 | Int(bytes[1])] = step
            default:
                steps[begin([bytes[0], bytes[1]]) << 8 | Int(bytes[2])] = step
            }
        }
    }

    /// The byte of a scalar that is one letter whatever stands beside it.
    private static func letter(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0x09...0x0D: return 0x20
        case 0x41...0x5A: return UInt8(scalar | 0x20)
        case 0..<0x80: return UInt8(scalar)
        default:
            let table = LetterTable.shared
            let entry = table.entry(scalar)
            if entry.kind == .ignorable || entry.combiningClass != 0 { return nil }
            if entry.isPlain { return BareLetters.byte(scalar) }
            let base = table.sequences[entry.offset]
            let marks = 1..<entry.length
            let isOneLetter = marks.allSatisfy { table.sequences[entry.offset + $0] >> 21 != 0 }
            // Spaces of other kinds would need the row after a space once more.
            return isOneLetter && base != 0x20 ? BareLetters.byte(base) : nil
        }
    }
}
