import Characters
import Diagnostics
import Glibc

/// The part of a text file that a scanner is looking at: bytes in memory that slide over the file.
///
/// Scanners read `base[position ..< end]`, move `position` behind complete records, and ask for `more` when a record is not
/// complete. Bytes up to `end` are valid UTF-8. Another 64 bytes may be read behind `end`, so that
/// vector and word loads need no test for the edge; what stands there means nothing.
final class ByteWindow {
    let path: String
    private(set) var base: UnsafeMutablePointer<UInt8>
    var position = 0
    private(set) var end = 0
    /// Whether all that has been in memory is in NFC whatever part of it one takes.
    private(set) var isSurelyComposed = true
    /// The whole file is in memory up to `end`.
    private(set) var isAtEnd = false
    /// The number of the line in which `position` lies, from 1; kept by the scanner.
    var line = 1

    private let file: InputFile
    private let decoder: UTF16Decoder?
    private let blockSize: Int
    private var capacity: Int
    /// Bytes in memory; those from `end` on may be an incomplete letter.
    private var filled = 0
    private var fileOffset = 0
    /// Of the file, so far.
    var bytesRead: Int { fileOffset }

    /// A longer record is refused: it is nearly always a quote that was never closed.
    static let longestRecord = 64 << 20
    static let slack = 64

    /// - Parameter blockSize: bytes read at a time; 1 MiB keeps system calls rare and the block in the second-level cache.
    init(_ file: InputFile, blockSize: Int = 1 << 20) throws(DiagnosticList) {
        self.file = file
        path = file.path
        self.blockSize = max(1, blockSize)
        var head: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        var count = 0
        var failure: DiagnosticList?
        withUnsafeMutableBytes(of: &head) { raw in
            do throws(DiagnosticList) { count = try file.read(at: 0, into: raw) } catch { failure = error }
        }
        if let failure { throw failure }
        switch (head.0, head.1, head.2, head.3) {
        case (0xEF, 0xBB, 0xBF, _) where count >= 3:
            fileOffset = 3
            decoder = nil
        case (0xFF, 0xFE, _, _) where count >= 2:
            fileOffset = 2
            decoder = UTF16Decoder(isLittleEndian: true)
        case (0xFE, 0xFF, _, _) where count >= 2:
            fileOffset = 2
            decoder = UTF16Decoder(isLittleEndian: false)
        case (0x50, 0x4B, 0x03, 0x04) where count >= 4:
            throw Message.looksLikeWorkbook(file.path)
        case (0x1F, 0x8B, _, _) where count >= 2:
            throw Message.looksCompressed(file.path)
        default:
            decoder = nil
        }
        capacity = self.blockSize
        base = .allocate(capacity: capacity + Self.slack)
    }

    /// On a file of UTF-8, from a byte on at which a line begins.
    init(_ file: InputFile, blockSize: Int, from offset: Int, line: Int) {
        self.file = file
        path = file.path
        self.blockSize = max(1, blockSize)
        self.line = line
        fileOffset = offset
        decoder = nil
        capacity = self.blockSize
        base = .allocate(capacity: capacity + Self.slack)
    }

    deinit { base.deallocate() }

    /// Whether places in memory are places in the file, so that a reading may begin anywhere.
    var isDivisible: Bool { decoder == nil }

    /// Where in the file `position` lies.
    var offset: Int { fileOffset - filled + position }

    /// The place in memory of a byte of the file, which need not be in memory.
    func place(of offset: Int) -> Int { offset - (fileOffset - filled) }

    /// Brings more of the file in, behind what has not been scanned yet. Moves `position` and the bytes.
    ///
    /// - Returns: false at the end of the file.
    func more() throws(DiagnosticList) -> Bool {
        if isAtEnd { return false }
        slide()
        // UTF-16 becomes at most half as long again.
        let room = decoder == nil ? blockSize : blockSize * 2 + 8
        if filled + room > capacity { try grow(to: filled + max(room, filled)) }
        let count: Int
        if let decoder {
            let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 8)
            defer { raw.deallocate() }
            let got = try file.read(at: fileOffset, into: raw)
            fileOffset += got
            let isLast = got < raw.count
            count = decoder.decode(UnsafeRawBufferPointer(rebasing: raw[..<got]), isLast: isLast, into: base + filled)
            isAtEnd = isLast
        } else {
            count = try file.read(at: fileOffset, into: UnsafeMutableRawBufferPointer(start: base + filled, count: blockSize))
            fileOffset += count
            isAtEnd = count < blockSize
        }
        let isFirst = fileOffset == count
        filled += count
        try validate()
        if isFirst { try refuseZeros() }
        if isAtEnd, !file.isUnchanged() { throw Message.changedWhileRead(path) }
        return true
    }

    /// The line of the byte at `offset`, given that `position` was at `start` when the line was `line`.
    func line(at offset: Int, from start: Int, line: Int, newline: UInt8) -> Int {
        var result = line
        for index in start..<max(start, offset) where base[index] == newline { result += 1 }
        return result
    }

    private func slide() {
        guard position > 0 else { return }
        memmove(base, base + position, filled - position)
        filled -= position
        end -= position
        position = 0
    }

    private func grow(to wanted: Int) throws(DiagnosticList) {
        // The record at `position` fills what is in memory.
        if filled > Self.longestRecord { throw Message.recordTooLong(path, line: line, limit: Self.longestRecord) }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.slack)
        larger.update(from: base, count: filled)
        base.deallocate()
        base = larger
        capacity = wanted
    }

    /// Zero bytes are valid UTF-8, but no text file begins with them; UTF-16 without a mark does.
    private func refuseZeros() throws(DiagnosticList) {
        let head = UnsafeBufferPointer(start: UnsafePointer(base), count: min(end, 1 << 16))
        guard let zero = head.firstIndex(of: 0) else { return }
        let line = line(at: zero, from: 0, line: 1, newline: UInt8(ascii: "\n"))
        let hint = EncodingHint.guess(head, around: zero)
        throw hint == .unknown ? Message.zeroByte(path, line: line) : Message.notUTF8(path, line: line, hint)
    }

    /// Moves `end` as far as the bytes are whole letters.
    private func validate() throws(DiagnosticList) {
        let fresh = UnsafeBufferPointer(start: base + end, count: filled - end)
        guard let invalid = NormalForm.firstInvalid(in: fresh, areSurelyComposed: &isSurelyComposed) else {
            end = filled
            return
        }
        let place = end + invalid
        // The last letter of a block may go on in the next one.
        if !isAtEnd, filled - place < 4 {
            end = place
            return
        }
        let line = line(at: place, from: position, line: line, newline: UInt8(ascii: "\n"))
        if decoder != nil { throw Message.damagedUTF16(path, line: line) }
        throw Message.notUTF8(path, line: line, EncodingHint.guess(UnsafeBufferPointer(start: base, count: filled), around: place))
    }
}
