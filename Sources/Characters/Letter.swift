/// A letter as readers of Vietnamese see it: a base and its marks, whatever the case.
///
/// One word of 63 bits (21 for the base, 21 for each of two marks in canonical order), so that
/// comparing letters is comparing integers, and an unmarked letter equals its own base.
/// Vietnamese has at most two marks; of more, the first two in canonical order count.
struct Letter: Equatable {
    /// The stroke of đ: not a combining mark in Unicode, hence a noncharacter of our own.
    static let stroke: UInt32 = 0xFDD0

    var word: UInt64

    init(base: UInt32, _ mark1: UInt32 = 0, _ mark2: UInt32 = 0) {
        word = UInt64(base) | UInt64(mark1) << 21 | UInt64(mark2) << 42
    }

    var base: UInt32 { UInt32(truncatingIfNeeded: word & 0x1F_FFFF) }
    var mark1: UInt32 { UInt32(truncatingIfNeeded: word >> 21 & 0x1F_FFFF) }
    var mark2: UInt32 { UInt32(truncatingIfNeeded: word >> 42 & 0x1F_FFFF) }
    var isMarked: Bool { word >> 21 != 0 }
}

/// Walks UTF-8 bytes letter by letter: lower case, canonically decomposed, spaces of all kinds as U+0020.
///
/// Marks are put in canonical order as they come, so NFC, NFD and the mixture that Windows-1258
/// leaves give the same letters. Joiners and soft hyphens are passed over.
struct LetterCursor {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let table: LetterTable
    private var position = 0
    /// The rest of a scalar that stands for several letters, as ß stands for two.
    private var pending = 0
    private var pendingEnd = 0

    /// How the last letter was written.
    private(set) var kind = LetterTable.Kind.small
    /// Whether all letters so far, with their kinds, tell the text again up to normal form. A joiner, a third mark or
    /// a letter of another shape ends that.
    private(set) var isFaithful = true

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        table = LetterTable.shared
    }

    /// The next letter. Split so that plain ASCII, most of what files hold, is read without a call.
    @inline(__always)
    mutating func next() -> Letter? {
        if pending == pendingEnd, position < bytes.count, bytes[position] < 0x80,
            position + 1 == bytes.count || bytes[position + 1] < 0x80
        {
            position += 1
            return asciiLetter(bytes[position - 1])
        }
        return nextOfAnyKind()
    }

    private mutating func nextOfAnyKind() -> Letter? {
        var letter: Letter
        var class1: UInt32 = 0
        var class2: UInt32 = 0
        if pending < pendingEnd {
            letter = Letter(base: table.sequences[pending])
            pending += 1
        } else {
            var entry = LetterTable.Entry(bits: 0)
            var scalar: UInt32 = 0
            repeat {
                guard position < bytes.count else { return nil }
                let length: Int
                (scalar, length) = Utf8.scalar(in: bytes, at: position)
                position += length
                entry = table.entry(scalar)
                if entry.kind == .ignorable { isFaithful = false }
            } while entry.kind == .ignorable
            if scalar < 0x80 {
                letter = asciiLetter(UInt8(truncatingIfNeeded: scalar))
            } else if entry.isPlain || entry.combiningClass != 0 {
                // A mark with nothing before it stands as a letter of its own.
                kind = .small
                letter = Letter(base: scalar)
            } else {
                kind = entry.kind
                if kind == .variant { isFaithful = false }
                pending = entry.offset
                pendingEnd = entry.offset + entry.length
                letter = Letter(base: table.sequences[pending])
                pending += 1
            }
        }
        while pending < pendingEnd, table.sequences[pending] >> 21 != 0 {
            let mark = table.sequences[pending]
            attach(mark & 0x1F_FFFF, mark >> 21, to: &letter, &class1, &class2)
            pending += 1
        }
        if pending < pendingEnd { return letter }
        while position < bytes.count, bytes[position] >= 0xCC {
            let (scalar, length) = Utf8.scalar(in: bytes, at: position)
            let combiningClass = table.entry(scalar).combiningClass
            if combiningClass == 0 { break }
            attach(scalar, combiningClass, to: &letter, &class1, &class2)
            position += length
        }
        return letter
    }

    private mutating func asciiLetter(_ byte: UInt8) -> Letter {
        switch byte {
        case 0x41...0x5A:
            kind = .capital
            return Letter(base: UInt32(byte | 0x20))
        case 0x09...0x0D:
            kind = .variant
            isFaithful = false
            return Letter(base: 0x20)
        default:
            kind = .small
            return Letter(base: UInt32(byte))
        }
    }

    /// Puts a mark at its canonical place: by combining class, equal classes as they came.
    private mutating func attach(
        _ mark: UInt32, _ combiningClass: UInt32, to letter: inout Letter, _ class1: inout UInt32, _ class2: inout UInt32
    ) {
        if class1 == 0 {
            letter = Letter(base: letter.base, mark)
            class1 = combiningClass
        } else if combiningClass < class1 {
            if class2 != 0 { isFaithful = false }
            letter = Letter(base: letter.base, mark, letter.mark1)
            class2 = class1
            class1 = combiningClass
        } else if class2 == 0 {
            letter = Letter(base: letter.base, letter.mark1, mark)
            class2 = combiningClass
        } else {
            isFaithful = false
            if combiningClass < class2 {
                letter = Letter(base: letter.base, letter.mark1, mark)
                class2 = combiningClass
            }
        }
    }
}
