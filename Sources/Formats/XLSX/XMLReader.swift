import Characters
import Diagnostics
import Glibc

/// Walks through one XML part of a workbook, token by token, in a window that slides over it.
///
/// What OOXML needs of XML 1.0, and checked as far as it matters: elements are nested and closed, entities are those that
/// XML itself defines, bytes are UTF-8. Comments and processing instructions are passed over. A document type is refused:
/// no workbook has one, and its entities could grow without limit. Namespaces are not resolved: prefixes
/// differ between programs, but no two elements that matter differ only in theirs.
///
/// A struct that its owner holds, so that a loop over tokens runs on registers.
struct XMLReader: ~Copyable {
    enum Token { case start, end, text, finished }

    private let source: ZipEntryReader
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var position = 0
    /// Bytes up to here are whole letters; up to `filled` in memory.
    private var end = 0
    private var filled = 0
    private var isAtEnd = false
    /// The names of the elements that are open, outermost first. Memory of its own: an array checks at each change who else holds it.
    private let openElements: UnsafeMutablePointer<XMLName>
    /// Elements that are open, counting the one that has just started.
    private(set) var depth = 0
    /// The name of the element just started as it stands, with its prefix.
    private var nameStart = 0
    private var nameEnd = 0
    /// The element just started was `<a/>`, whose end comes next.
    private var endsAtOnce = false
    private var hasRoot = false

    /// The name of the element that starts or ends.
    private(set) var name = XMLName("")
    private var attributesStart = 0
    private var attributesEnd = 0
    private var textStart = 0
    private var textEnd = 0
    /// Text that stands in `<![CDATA[…]]>`, where `&` means itself.
    private var isVerbatim = false

    private let blockSize: Int

    /// Bytes brought in at a time: enough to keep calls of zlib rare, few enough for the second-level cache.
    static let blockSize = 1 << 18
    /// A longer tag or run of text is refused; a cell has at most 32,767 letters.
    private static let longestToken = 16 << 20
    private static let deepest = 256

    init(_ source: ZipEntryReader, blockSize: Int) {
        self.source = source
        self.blockSize = max(1, blockSize)
        capacity = self.blockSize * 2
        base = .allocate(capacity: capacity + 8)
        base.initialize(repeating: 0, count: capacity + 8)
        openElements = .allocate(capacity: Self.deepest)
        openElements.initialize(repeating: XMLName(""), count: Self.deepest)
    }

    deinit {
        base.deallocate()
        openElements.deallocate()
    }

    /// Moves to the next token. Of an element that starts, `attribute` and `attributes` can be asked until the next call.
    mutating func next() throws(WorkbookProblem) -> Token {
        if endsAtOnce {
            endsAtOnce = false
            depth &-= 1
            return .end
        }
        while true {
            guard position < end else {
                if try more() { continue }
                guard depth == 0, hasRoot else { throw .damaged("it ends in the middle") }
                return .finished
            }
            if base[position] != UInt8(ascii: "<") {
                guard let found = memchr(base + position, Int32(UInt8(ascii: "<")), end - position) else {
                    if try more() { continue }
                    // Line ends may follow the root.
                    guard depth == 0, hasRoot else { throw .damaged("it ends in the middle") }
                    position = end
                    continue
                }
                textStart = position
                textEnd = found - UnsafeMutableRawPointer(base)
                isVerbatim = false
                position = textEnd
                return .text
            }
            if end - position < 2 {
                if try more() { continue }
                throw .damaged("it ends in the middle")
            }
            switch base[position + 1] {
            case UInt8(ascii: "/"):
                guard let close = memchr(base + position, Int32(UInt8(ascii: ">")), end - position) else { break }
                try endTag(close - UnsafeMutableRawPointer(base))
                return .end
            case UInt8(ascii: "?"):
                guard let close = place(of: "?>", from: position + 2) else { break }
                position = close + 2
                continue
            case UInt8(ascii: "!"):
                if begins(with: "<!--") {
                    guard let close = place(of: "-->", from: position + 4) else { break }
                    position = close + 3
                    continue
                }
                if begins(with: "<![CDATA[") {
                    guard let close = place(of: "]]>", from: position + 9) else { break }
                    textStart = position + 9
                    textEnd = close
                    isVerbatim = true
                    position = close + 3
                    return .text
                }
                if end - position < 9, !isAtEnd { break }
                throw .damaged("a part has a document type, which no workbook has")
            default:
                guard let close = closingBracket() else { break }
                try startTag(close)
                return .start
            }
            // The token goes on behind the window.
            guard try more() else { throw .damaged("it ends in the middle") }
        }
    }

    // MARK: Elements

    /// Passes over what is left of the element that has just started.
    mutating func skip() throws(WorkbookProblem) {
        let outside = depth - 1
        while depth > outside { _ = try next() }
    }

    /// Appends the text of the element that has just started, entities resolved, and passes over its end. Elements within
    /// it do not count.
    mutating func text(into arena: inout ByteArena) throws(WorkbookProblem) {
        if try simpleText(into: &arena) { return }
        let outside = depth - 1
        while true {
            switch try next() {
            case .text where depth == outside + 1: try appendText(to: &arena)
            case .end where depth == outside: return
            case .finished: return
            case .start, .end, .text: continue
            }
        }
    }

    /// The case of nearly every cell, `<v>12</v>`: nothing but text, and the end tag lies in the window.
    @inline(__always)
    private mutating func simpleText(into arena: inout ByteArena) throws(WorkbookProblem) -> Bool {
        let length = nameEnd &- nameStart
        guard !endsAtOnce, position < end, let found = memchr(base + position, Int32(UInt8(ascii: "<")), end - position) else { return false }
        let place = found - UnsafeMutableRawPointer(base)
        guard place &+ 3 &+ length <= end, base[place &+ 1] == UInt8(ascii: "/"), base[place &+ 2 &+ length] == UInt8(ascii: ">"),
            memcmp(base + place + 2, base + nameStart, length) == 0
        else { return false }
        try XMLText.append(base + position, place - position, to: &arena)
        position = place &+ 3 &+ length
        depth &-= 1
        return true
    }

    /// The `>` of the tag at `position`, quotes respected; `nil` if the window ends before.
    @inline(__always)
    private func closingBracket() -> Int? {
        var index = position &+ 1
        while index < end {
            let byte = base[index]
            if byte == UInt8(ascii: ">") { return index }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                index &+= 1
                while index < end, base[index] != byte { index &+= 1 }
            }
            index &+= 1
        }
        return nil
    }

    @inline(__always)
    private mutating func startTag(_ close: Int) throws(WorkbookProblem) {
        endsAtOnce = base[close &- 1] == UInt8(ascii: "/")
        attributesEnd = endsAtOnce ? close &- 1 : close
        nameStart = position &+ 1
        nameEnd = readName(from: nameStart, until: attributesEnd)
        attributesStart = nameEnd
        position = close &+ 1
        if depth == 0 {
            if hasRoot { throw .damaged("something follows the end of a part") }
            hasRoot = true
        }
        guard depth < Self.deepest else { throw .damaged("its elements are nested too deep") }
        openElements[depth] = name
        depth &+= 1
    }

    @inline(__always)
    private mutating func endTag(_ close: Int) throws(WorkbookProblem) {
        _ = readName(from: position &+ 2, until: close)
        position = close &+ 1
        guard depth > 0, openElements[depth &- 1] == name else { throw .damaged("an element is closed that is not open") }
        depth &-= 1
    }

    /// Sets the name without its prefix.
    ///
    /// - Returns: the offset behind it.
    @inline(__always)
    private mutating func readName(from start: Int, until limit: Int) -> Int {
        var first = start
        var index = start
        while index < limit, base[index] > 0x20 {
            if base[index] == UInt8(ascii: ":") { first = index &+ 1 }
            index &+= 1
        }
        name = XMLName(base + first, index &- first)
        return index
    }

    // MARK: Attributes

    /// An attribute of the element that has just started, by the bytes of its value as they stand.
    struct Attribute {
        var name: XMLName
        var start: Int
        var end: Int
    }

    /// A place among the attributes of the element that has just started.
    struct AttributeCursor {
        fileprivate var index: Int
    }

    var attributes: AttributeCursor { AttributeCursor(index: attributesStart) }

    /// The next attribute; `nil` behind the last.
    @inline(__always)
    func next(_ cursor: inout AttributeCursor) throws(WorkbookProblem) -> Attribute? {
        var index = cursor.index
        while index < attributesEnd, base[index] <= 0x20 { index &+= 1 }
        if index == attributesEnd { return nil }
        var first = index
        while index < attributesEnd, base[index] > 0x20, base[index] != UInt8(ascii: "=") {
            if base[index] == UInt8(ascii: ":") { first = index &+ 1 }
            index &+= 1
        }
        let name = XMLName(base + first, index &- first)
        while index < attributesEnd, base[index] <= 0x20 { index &+= 1 }
        guard index < attributesEnd, base[index] == UInt8(ascii: "=") else { throw .damaged("an attribute has no value") }
        index &+= 1
        while index < attributesEnd, base[index] <= 0x20 { index &+= 1 }
        guard index < attributesEnd, base[index] == UInt8(ascii: "\"") || base[index] == UInt8(ascii: "'") else { throw .damaged("an attribute has no value") }
        let quote = base[index]
        let start = index &+ 1
        index = start
        while index < attributesEnd, base[index] != quote { index &+= 1 }
        guard index < attributesEnd else { throw .damaged("an attribute is not closed") }
        cursor.index = index &+ 1
        return Attribute(name: name, start: start, end: index)
    }

    /// The bytes of a value; valid until the next token.
    @inline(__always)
    func bytes(_ attribute: Attribute) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: base + attribute.start, count: attribute.end &- attribute.start)
    }

    /// The value of one attribute as text, entities resolved.
    func attribute(_ name: XMLName) throws(WorkbookProblem) -> String? {
        var cursor = attributes
        while let attribute = try next(&cursor) {
            guard attribute.name == name else { continue }
            var arena = ByteArena(capacity: 256)
            let value = bytes(attribute)
            if let start = value.baseAddress { try XMLText.append(start, value.count, to: &arena) }
            return arena.text(from: 0)
        }
        return nil
    }

    func number(_ name: XMLName) throws(WorkbookProblem) -> Int? { try attribute(name).flatMap { Int($0) } }

    // MARK: Text

    private func appendText(to arena: inout ByteArena) throws(WorkbookProblem) {
        if isVerbatim { arena.append(base + textStart, textEnd - textStart) } else { try XMLText.append(base + textStart, textEnd - textStart, to: &arena) }
    }

    private func begins(with text: StaticString) -> Bool {
        end - position >= text.utf8CodeUnitCount && memcmp(base + position, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    private func place(of text: StaticString, from start: Int) -> Int? {
        let length = text.utf8CodeUnitCount
        var index = start
        while index + length <= end {
            guard let found = memchr(base + index, Int32(text.utf8Start[0]), end - index - length + 1) else { return nil }
            index = found - UnsafeMutableRawPointer(base)
            if memcmp(base + index, text.utf8Start, length) == 0 { return index }
            index += 1
        }
        return nil
    }

    // MARK: The window

    /// Brings more of the part in behind the token at `position`, which moves to the front; false at the end of the part.
    private mutating func more() throws(WorkbookProblem) -> Bool {
        if isAtEnd { return false }
        if position > 0 {
            memmove(base, base + position, filled - position)
            filled -= position
            end -= position
            position = 0
        }
        if filled > Self.longestToken { throw .tooLarge("a text in it is longer than \(Self.longestToken >> 20) MiB") }
        if capacity - filled < blockSize {
            capacity = max(capacity * 2, filled + blockSize)
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 8)
            larger.initialize(repeating: 0, count: capacity + 8)
            larger.update(from: base, count: filled)
            base.deallocate()
            base = larger
        }
        let isFirst = filled == 0 && depth == 0 && !hasRoot
        let count = try source.read(into: UnsafeMutableBufferPointer(start: base + filled, count: blockSize))
        filled += count
        isAtEnd = count < blockSize
        if isFirst, filled >= 2, (base[0] == 0xFF && base[1] == 0xFE) || (base[0] == 0xFE && base[1] == 0xFF) {
            throw .damaged("a part is in UTF-16, which Excel does not write")
        }
        let fresh = UnsafeBufferPointer(start: base + end, count: filled - end)
        guard let invalid = Utf8.firstInvalid(in: fresh) else {
            end = filled
            return true
        }
        // The last letter of a block may go on in the next one.
        guard !isAtEnd, filled - (end + invalid) < 4 else { throw .damaged("a part is not UTF-8 text") }
        end += invalid
        return true
    }
}
