import Columns
import Diagnostics
@testable import Formats
import Glibc
import Randomness
import Semantics
import Tables
import Testing

/// Damaged and hostile files: an error that names the file, or rows, and never the end of the process.
@Suite struct ArrowDamageTests {
    /// Changes per file; `ARROW_FUZZ=100000` looks longer.
    private static let count = getenv("ARROW_FUZZ").flatMap { Int(String(cString: $0)) } ?? 300

    private enum Result { case read, refused }

    /// Reads every column by itself, so that one that is refused hides no other.
    private func read(_ path: String) throws -> Result {
        do {
            let opened = try FileFormats.openFile(paths: [path])
            var result = Result.read
            for name in opened.columnNames.prefix(64) {
                do {
                    let cursor = try opened.source.open(columns: [name], context: LoneReading())
                    var rows = 0
                    while let batch = try cursor.next(), rows < 1 << 20 {
                        rows += batch.count
                        // Every byte of every value is looked at.
                        _ = batch.columns[0].gather((0..<Int32(batch.count)).map { $0 }).byteCount
                        if case .text(let texts) = batch.columns[0] { for row in 0..<texts.count { _ = texts.string(row) } }
                    }
                } catch let list as DiagnosticList {
                    #expect(list.all.allSatisfy { $0.message.contains(path) })
                    result = .refused
                }
            }
            return result
        } catch let list as DiagnosticList {
            #expect(list.all.allSatisfy { $0.message.contains(path) })
            return .refused
        }
    }

    @Test("Bytes that are others, words that are extreme, ends that are missing", arguments: ArrowFiles.names)
    func changed(_ name: String) throws {
        let original = try ArrowFiles.bytes(name)
        var random = SeededRandom(seed: name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        let folder = TemporaryFolder()
        var refused = 0
        for _ in 0..<Self.count {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2:
                    let word = ([0, 1, .max, .min, -1, 1 << 31, 1 << 32] as [Int64]).randomElement(using: &random) ?? 0
                    let start = place / 4 * 4
                    for index in 0..<8 where start + index < bytes.count { bytes[start + index] = UInt8(truncatingIfNeeded: word >> Int64(index * 8)) }
                default: if bytes.count > 16 { bytes.removeLast(Int.random(in: 1..<bytes.count / 2, using: &random)) }
                }
            }
            if try read(folder.file("x.arrow", bytes)) == .refused { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test("A file that ends anywhere is refused, or is a stream that ends between two batches")
    func cut() throws {
        let folder = TemporaryFolder()
        for name in ["delta.arrow", "replaced.arrows"] {
            let bytes = try ArrowFiles.bytes(name)
            for count in 0..<bytes.count {
                let path = folder.file("x.arrow", Array(bytes.prefix(count)))
                let result = messages { _ = try TableText(path) }
                if name == "delta.arrow" { #expect(!result.isEmpty, "\(count) bytes") }
            }
        }
    }

    @Test("What is no Arrow file", arguments: [("", "it does not begin like an Arrow file"), ("id,fee\n1,2\n", "it does not begin like an Arrow file")])
    func foreign(_ text: String, _ sentence: String) throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.arrow", text)
        #expect(messages { _ = try TableText(path) } == ["'\(path)' is damaged at byte 0: \(sentence)"])
    }

    @Test("Text that is not UTF-8 is said with its row")
    func notUTF8() throws {
        let folder = TemporaryFolder()
        var bytes = try ArrowFiles.bytes("polars.arrow")
        // The value as it stands in its block; a view of it holds the first four bytes once more.
        let value = Array(String(repeating: "đ", count: 9).utf8)
        let place = try #require((0..<bytes.count - value.count).first { bytes[$0..<$0 + value.count].elementsEqual(value) })
        bytes[place + 1] = 0x41
        let path = folder.file("x.arrow", bytes)
        let found = messages { _ = try TableText(path) }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(path), row 3, column 'id': ") == true)
        #expect(found.first?.hasSuffix("is not text in UTF-8") == true)
    }
}
