import CZlib
import Diagnostics

/// Reads one part of a ZIP file from its start to its end, inflating it as it goes (RFC 1951, by zlib).
///
/// Nothing that the file claims is taken for granted: sizes, checksum and the amount that comes out of few bytes are
/// checked, so that a broken or hostile file ends in a message.
final class ZipEntryReader {
    private let file: InputFile
    private let entry: ZipArchive.Entry
    /// Where the next compressed byte lies, and how many are left.
    private var offset: Int
    private var left: Int
    private var produced = 0
    private var checksum: UInt = 0
    private var isFinished = false
    private let input: UnsafeMutablePointer<UInt8>
    /// zlib keeps the address of its state, so it must not move. `nil` for stored parts.
    private let stream: UnsafeMutablePointer<z_stream>?

    private static let blockSize = 1 << 16
    /// No part may grow beyond this: a sheet of a million rows and a hundred columns has about 4 GiB.
    private static let largest = 16 << 30
    /// Sheets grow to 10 or 20 times their compressed size, those of equal rows to 100; deflate can reach 1,032.
    private static let highestRatio = 400
    /// Below this size the ratio does not matter.
    private static let harmless = 64 << 20

    init(_ archive: ZipArchive, _ entry: ZipArchive.Entry) throws(WorkbookProblem) {
        file = archive.file
        self.entry = entry
        if entry.isEncrypted { throw .told(Message.protectedWorkbook(archive.file.path)) }
        guard entry.method == 0 || entry.method == 8 else { throw .damaged("it is compressed in a way that workbooks do not use (method \(entry.method))") }
        guard entry.headerOffset <= archive.file.facts.size - 30 else { throw .damaged("a part lies outside the file") }
        let header = try ZipArchive.bytes(of: archive.file, at: entry.headerOffset, 30)
        guard header.number(0, 4) == 0x0403_4B50, let nameLength = header.number(26, 2), let extraLength = header.number(28, 2) else {
            throw .damaged("a part does not begin where the table of contents says")
        }
        offset = entry.headerOffset + 30 + nameLength + extraLength
        left = entry.compressedSize
        guard left <= archive.file.facts.size - offset else { throw .damaged("a part lies outside the file") }
        if entry.method == 0, entry.compressedSize != entry.size { throw .damaged("a part has another size than the table of contents says") }
        if entry.method == 8 {
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            stream.initialize(to: z_stream())
            // Minus: no header and no trailer around the data.
            guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
                stream.deallocate()
                throw .damaged("there is no memory to inflate it")
            }
            self.stream = stream
        } else {
            stream = nil
        }
        input = .allocate(capacity: Self.blockSize)
    }

    deinit {
        input.deallocate()
        if let stream {
            inflateEnd(stream)
            stream.deallocate()
        }
    }

    /// Fills `target` with the next bytes.
    ///
    /// - Returns: bytes written; fewer than asked only at the end of the part.
    func read(into target: UnsafeMutableBufferPointer<UInt8>) throws(WorkbookProblem) -> Int {
        guard let base = target.baseAddress, !isFinished else { return 0 }
        let count = if let stream { try inflated(stream, into: base, target.count) } else { try stored(into: base, target.count) }
        checksum = crc32(checksum, base, uInt(count))
        produced += count
        if produced > entry.size { throw .damaged("a part is larger than the table of contents says") }
        if produced > Self.largest { throw .tooLarge("a part of it is larger than \(Self.largest >> 30) GiB") }
        if produced > Self.harmless, produced / Self.highestRatio > entry.compressedSize {
            throw .tooLarge("a part of it grows to more than \(Self.highestRatio) times its size, which only a file made to do harm does")
        }
        if isFinished {
            guard produced == entry.size else { throw .damaged("a part is smaller than the table of contents says") }
            guard UInt32(truncatingIfNeeded: checksum) == entry.checksum else { throw .damaged("a part is not what was written: its checksum is wrong") }
            guard file.isUnchanged() else { throw .told(Message.changedWhileRead(file.path)) }
        }
        return count
    }

    private func stored(into target: UnsafeMutablePointer<UInt8>, _ wanted: Int) throws(WorkbookProblem) -> Int {
        let count = try block(into: target, wanted)
        isFinished = left == 0
        return count
    }

    private func inflated(_ stream: UnsafeMutablePointer<z_stream>, into target: UnsafeMutablePointer<UInt8>, _ wanted: Int) throws(WorkbookProblem) -> Int {
        let wanted = min(wanted, 1 << 30)
        stream.pointee.next_out = target
        stream.pointee.avail_out = uInt(wanted)
        while stream.pointee.avail_out > 0 {
            if stream.pointee.avail_in == 0 {
                // Without further input zlib may still hold output; it says when it does not.
                stream.pointee.avail_in = uInt(try block(into: input, Self.blockSize))
                stream.pointee.next_in = input
            }
            switch inflate(stream, Z_NO_FLUSH) {
            case Z_OK: continue
            case Z_BUF_ERROR: throw .damaged("a part ends in the middle")
            case Z_STREAM_END:
                isFinished = true
                return wanted - Int(stream.pointee.avail_out)
            default: throw .damaged("its compressed data is broken")
            }
        }
        return wanted
    }

    /// Compressed bytes as they lie in the file; none at the end of the part.
    private func block(into target: UnsafeMutablePointer<UInt8>, _ wanted: Int) throws(WorkbookProblem) -> Int {
        let count = min(wanted, left)
        if count == 0 { return 0 }
        let found: Int
        do throws(DiagnosticList) {
            found = try file.read(at: offset, into: UnsafeMutableRawBufferPointer(start: target, count: count))
        } catch { throw .told(error) }
        guard found == count else { throw .told(Message.changedWhileRead(file.path)) }
        offset += count
        left -= count
        return count
    }
}
