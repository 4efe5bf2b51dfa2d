import Columns
import Diagnostics
import Glibc

/// Where the bytes of an Arrow file come from.
///
/// A user's file is read by place into memory of ours: of a mapped one that is cut short under the reading, the system would end the process.
/// A file of the cache is mapped, because nobody but us writes there, and never in place; its columns are the mapping, without a copy.
final class ArrowBytes: Sendable {
    private enum Origin: Sendable {
        case file(InputFile)
        case mapping(Buffer)
    }
    private let origin: Origin
    let count: Int

    init(_ file: InputFile) {
        origin = .file(file)
        count = file.facts.size
    }

    init(mapping: Buffer) {
        origin = .mapping(mapping)
        count = mapping.byteCount
    }

    var isMapped: Bool { if case .mapping = origin { true } else { false } }

    /// A copy of bytes, for descriptions.
    func bytes(at offset: Int, count: Int) throws(ArrowProblem) -> [UInt8] {
        try check(offset, count)
        switch origin {
        case .mapping(let buffer): return [UInt8](UnsafeRawBufferPointer(start: buffer.base + offset, count: count))
        case .file(let file):
            var result = [UInt8](repeating: 0, count: count)
            // Typed throws do not pass through `withUnsafeMutableBytes`.
            var failure: DiagnosticList?
            result.withUnsafeMutableBytes { raw in
                do throws(DiagnosticList) { try Self.fill(raw, from: file, at: offset) } catch { failure = error }
            }
            if let failure { throw .told(failure) }
            return result
        }
    }

    /// Values as they lie in the file.
    func values<Element>(_: Element.Type, at offset: Int, count: Int) throws(ArrowProblem) -> Values<Element> {
        let (size, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard !overflow, count >= 0 else { throw .damaged("a column is longer than the file", at: offset) }
        return try words(at: offset, byteCount: size, as: Element.self, count: count)
    }

    /// As many values as asked for, of which the file holds the first `byteCount` bytes and the others are zero.
    func words<Element>(at offset: Int, byteCount: Int, as _: Element.Type, count: Int) throws(ArrowProblem) -> Values<Element> {
        try check(offset, byteCount)
        switch origin {
        case .mapping(let buffer):
            let whole = count * MemoryLayout<Element>.stride
            if offset % MemoryLayout<Element>.alignment == 0, offset + whole <= self.count { return Values(buffer: buffer, byteOffset: offset, count: count) }
            let copy = Values<Element>(uninitialized: count)
            Self.zeroTail(copy, from: byteCount)
            memcpy(copy.pointer, buffer.base + offset, byteCount)
            return copy
        case .file(let file):
            let result = Values<Element>(uninitialized: count)
            Self.zeroTail(result, from: byteCount)
            do throws(DiagnosticList) {
                try Self.fill(UnsafeMutableRawBufferPointer(start: result.pointer, count: byteCount), from: file, at: offset)
            } catch { throw .told(error) }
            return result
        }
    }

    /// The padding too: what reads over the end finds nothing that another run would not find.
    private static func zeroTail<Element>(_ values: Values<Element>, from start: Int) {
        memset(values.buffer.base + start, 0, values.buffer.byteCount - start)
    }

    private static func fill(_ target: UnsafeMutableRawBufferPointer, from file: InputFile, at offset: Int) throws(DiagnosticList) {
        let got = try file.read(at: offset, into: target)
        guard got == target.count else { throw Message.changedWhileRead(file.path) }
    }

    private func check(_ offset: Int, _ byteCount: Int) throws(ArrowProblem) {
        guard offset >= 0, byteCount >= 0, offset <= count, byteCount <= count - offset else { throw .damaged("it ends in the middle", at: count) }
    }
}
