/// What each scalar stands for when case, marks and spacing are set aside.
///
/// Folding, search and collation all read text as letters, so they share one table: two stages
/// of 128 scalars a block, 60 KB, built at first use in well under a millisecond and never freed.
/// It is reached by pointers because the cursor over it is copied and stepped per letter, and
/// counting references there would cost more than the letters do.
struct LetterTable: @unchecked Sendable {
    // Unchecked: the memory is written in `init` alone, and `shared` is built once.
    static let shared = LetterTable()

    /// How a scalar relates to the folded letters that it stands for.
    enum Kind: UInt32 {
        /// The small letter itself, and all that has no case.
        case small = 0
        /// The one capital of that letter.
        case capital = 1
        /// Another shape of it: ς beside σ, ß for ss, a no-break space for a space.
        case variant = 2
        /// Nothing: a soft hyphen, a joiner, a variation selector.
        case ignorable = 3
    }

    /// A stored word; 0 for a scalar that is a letter of its own.
    struct Entry {
        let bits: UInt32
        var isPlain: Bool { bits == 0 }
        var kind: Kind { Kind(rawValue: bits & 3) ?? .small }
        /// Canonical combining class of a mark that joins the letter before it; 0 for all else.
        var combiningClass: UInt32 { bits >> 2 & 0xFF }
        /// How many elements of `sequences`, from `offset` on, the scalar stands for.
        var length: Int { Int(bits >> 10 & 0xF) }
        var offset: Int { Int(bits >> 14) }
    }

    /// The scalars above have no folded form that matters here.
    private static let limit: UInt32 = 0x20000

    private let blocks: UnsafePointer<UInt16>
    private let entries: UnsafePointer<UInt32>
    /// Base letters and marks, a mark with its combining class shifted left by 21.
    let sequences: UnsafePointer<UInt32>

    func entry(_ scalar: UInt32) -> Entry {
        if scalar >= Self.limit { return Entry(bits: 0) }
        let block = Int(blocks[Int(scalar >> 7)])
        return Entry(bits: entries[block << 7 | Int(scalar & 0x7F)])
    }

    private init() {
        var words: [UInt32] = Array(repeating: 0, count: 128)
        var index: [UInt16] = Array(repeating: 0, count: Int(Self.limit >> 7))
        func set(_ scalar: UInt32, _ word: UInt32) {
            let block = Int(scalar >> 7)
            if index[block] == 0 {
                index[block] = UInt16(words.count >> 7)
                words.append(contentsOf: repeatElement(0, count: 128))
            }
            words[Int(index[block]) << 7 | Int(scalar & 0x7F)] = word
        }

        var classes: [UInt32: UInt32] = [Letter.stroke: 1]
        let marks = TableText.numbers(LetterData.marks)
        for position in stride(from: 0, to: marks.count, by: 3) {
            for scalar in marks[position]...marks[position + 1] {
                classes[scalar] = marks[position + 2]
                set(scalar, marks[position + 2] << 2)
            }
        }
        var elements: [UInt32] = []
        let letters = TableText.numbers(LetterData.letters)
        var position = 0
        while position < letters.count {
            let kind = letters[position + 1] >> 4
            let length = letters[position + 1] & 0xF
            set(letters[position], kind | length << 10 | UInt32(elements.count) << 14)
            for element in letters[position + 2..<position + 2 + Int(length)] {
                elements.append(element | (classes[element] ?? 0) << 21)
            }
            position += 2 + Int(length)
        }
        blocks = Self.kept(index)
        entries = Self.kept(words)
        sequences = Self.kept(elements)
    }

    private static func kept<Element>(_ values: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(1, values.count))
        _ = memory.initialize(from: values)
        return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
    }
}
