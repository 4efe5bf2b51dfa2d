import Diagnostics

/// The table of contents of a ZIP file: which parts it holds, where they lie and how large they are.
///
/// After APPNOTE 6.3.9, sections 4.3 and 4.5. Only the central directory at the end is believed; the headers before the
/// parts may lack sizes, because programs that write as they go learn them later (data descriptors). ZIP64 sizes are
/// read. Left out are archives over several disks and encryption, which workbooks do not use.
struct ZipArchive: Sendable {
    struct Entry: Sendable {
        var method: Int
        var compressedSize: Int
        var size: Int
        var checksum: UInt32
        var headerOffset: Int
        var isEncrypted: Bool
    }

    let file: InputFile
    /// By name in lower case: names of parts differ only in more than case (ECMA-376 part 2, 6.2.2.3).
    private var entries: [String: Entry] = [:]

    /// A directory of more bytes belongs to no workbook.
    private static let largestDirectory = 64 << 20

    init(_ file: InputFile) throws(WorkbookProblem) {
        self.file = file
        let end = try Self.endRecord(file)
        guard end.offset >= 0, end.size >= 0, end.size <= Self.largestDirectory, end.offset <= file.facts.size - end.size else {
            throw .damaged("its table of contents lies outside the file")
        }
        let directory = try Self.bytes(of: file, at: end.offset, end.size)
        var position = 0
        for _ in 0..<end.count {
            guard directory.number(position, 4) == 0x0201_4B50,
                let flags = directory.number(position + 8, 2), let method = directory.number(position + 10, 2),
                let checksum = directory.number(position + 16, 4), var compressedSize = directory.number(position + 20, 4),
                var size = directory.number(position + 24, 4), let nameLength = directory.number(position + 28, 2),
                let extraLength = directory.number(position + 30, 2), let commentLength = directory.number(position + 32, 2),
                var offset = directory.number(position + 42, 4), position + 46 + nameLength + extraLength <= directory.bytes.count
            else { throw .damaged("its table of contents is broken") }
            let name = directory.bytes[position + 46..<position + 46 + nameLength]
            // ZIP64: what did not fit into 32 bits stands in an extra field, in this order.
            var extra = position + 46 + nameLength
            let extraEnd = extra + extraLength
            while extra + 4 <= extraEnd, let id = directory.number(extra, 2), let length = directory.number(extra + 2, 2) {
                if id == 1 {
                    var field = extra + 4
                    func next() -> Int? {
                        defer { field += 8 }
                        return field + 8 <= extra + 4 + length ? directory.number(field, 8) : nil
                    }
                    if size == 0xFFFF_FFFF { size = next() ?? -1 }
                    if compressedSize == 0xFFFF_FFFF { compressedSize = next() ?? -1 }
                    if offset == 0xFFFF_FFFF { offset = next() ?? -1 }
                }
                extra += 4 + length
            }
            guard size >= 0, compressedSize >= 0, offset >= 0 else { throw .damaged("its table of contents is broken") }
            let entry = Entry(
                method: method, compressedSize: compressedSize, size: size, checksum: UInt32(truncatingIfNeeded: checksum),
                headerOffset: offset, isEncrypted: flags & 1 != 0)
            let key = Self.key(String(decoding: name, as: UTF8.self))
            if entries[key] == nil { entries[key] = entry }
            position += 46 + nameLength + extraLength + commentLength
        }
    }

    /// A part by its name: `xl/workbook.xml`
    func entry(_ name: String) -> Entry? { entries[Self.key(name)] }

    /// Some programs write `\` for `/`, and some a `/` at the front.
    private static func key(_ name: String) -> String {
        String(String.UnicodeScalarView(name.lowercased().unicodeScalars.map { $0 == "\\" ? "/" : $0 }.drop { $0 == "/" }))
    }

    /// The record at the very end, before which there may be a comment of up to 65,535 bytes.
    private static func endRecord(_ file: InputFile) throws(WorkbookProblem) -> (count: Int, size: Int, offset: Int) {
        let length = min(file.facts.size, 22 + 65_535)
        let tail = try bytes(of: file, at: file.facts.size - length, length)
        var place = length - 22
        while place >= 0 {
            if tail.number(place, 4) == 0x0605_4B50, let comment = tail.number(place + 20, 2), place + 22 + comment <= length { break }
            place -= 1
        }
        guard place >= 0, let count = tail.number(place + 10, 2), let size = tail.number(place + 12, 4), let offset = tail.number(place + 16, 4) else {
            throw try notAnArchive(file)
        }
        let isLarge = count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF
        guard isLarge, tail.number(place - 20, 4) == 0x0706_4B50, let recordOffset = tail.number(place - 12, 8) else { return (count, size, offset) }
        guard recordOffset >= 0, recordOffset <= file.facts.size - 56 else { throw .damaged("its table of contents lies outside the file") }
        let record = try bytes(of: file, at: recordOffset, 56)
        guard record.number(0, 4) == 0x0606_4B50, let largeCount = record.number(32, 8), let largeSize = record.number(40, 8),
            let largeOffset = record.number(48, 8), (0...largestDirectory).contains(largeCount)
        else { throw .damaged("its table of contents is broken") }
        return (largeCount, largeSize, largeOffset)
    }

    /// Says what a file is that has no table of contents.
    private static func notAnArchive(_ file: InputFile) throws(WorkbookProblem) -> WorkbookProblem {
        let head = try bytes(of: file, at: 0, min(4, file.facts.size))
        switch head.number(0, 4) {
        case 0x0403_4B50: return .damaged("its end is missing, so it was not copied or downloaded whole")
        // The container of .xls files, and of workbooks that a password protects.
        case 0xE011_CFD0: return .told(Message.protectedWorkbook(file.path))
        default: return .told(Message.notWorkbook(file.path))
        }
    }

    static func bytes(of file: InputFile, at offset: Int, _ count: Int) throws(WorkbookProblem) -> LittleEndianBytes {
        var bytes = [UInt8](repeating: 0, count: count)
        var failure: DiagnosticList?
        var found = 0
        bytes.withUnsafeMutableBytes { raw in
            do throws(DiagnosticList) { found = try file.read(at: offset, into: raw) } catch { failure = error }
        }
        if let failure { throw .told(failure) }
        guard found == count else { throw .told(Message.changedWhileRead(file.path)) }
        return LittleEndianBytes(bytes: bytes)
    }
}

/// Numbers as ZIP stores them, lowest byte first.
struct LittleEndianBytes {
    let bytes: [UInt8]

    /// `nil` outside the bytes, and for numbers of 64 bits that are none of a size.
    func number(_ offset: Int, _ count: Int) -> Int? {
        guard offset >= 0, offset + count <= bytes.count else { return nil }
        let value = bytes[offset..<offset + count].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }
}
