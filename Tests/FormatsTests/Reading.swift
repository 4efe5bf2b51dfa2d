import Columns
import Diagnostics
@testable import Formats
import Glibc
import Semantics
import Tables
import Testing

/// A folder that goes away with the test.
final class TemporaryFolder {
    let path: String

    init() {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/motcua-formats-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        // Never a folder of somebody else's: its files are deleted at the end.
        guard let made else { preconditionFailure("no folder for temporary files") }
        path = made
    }

    deinit {
        for name in Glob.names(in: path) { unlink(path + "/" + name) }
        rmdir(path)
    }

    /// Writes a file and returns its path.
    func file(_ name: String, _ bytes: [UInt8]) -> String {
        let path = self.path + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var done = 0
        bytes.withUnsafeBytes { raw in
            while done < raw.count { done += max(0, write(descriptor, raw.baseAddress.map { $0 + done }, raw.count - done)) }
        }
        close(descriptor)
        return path
    }

    func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }
}

/// A query that does nothing but read.
final class LoneReading: ReadingContext {
    let isStopped = false
    let keepsGoing: Bool
    let keepsColumns = false
    let counters = RunCounters()
    let progress = QueryProgress()
    let parallelism: Parallelism

    init(keepsGoing: Bool = false, threads: Int = 1) {
        self.keepsGoing = keepsGoing
        parallelism = Parallelism(threads: threads)
    }

    func note(_ text: String) {}
}

/// A table read whole, its cells as machine text (`nil`: missing): what most tests compare.
struct TableText: Equatable, Sendable {
    var names: [String]
    var types: [String]
    var rows: [[String?]]

    init(_ opened: OpenedFile, columns: [String]? = nil, context: LoneReading = LoneReading()) throws {
        let known = try opened.types(of: columns.map(Set.init), WholeReading(context))
        let wanted = columns ?? known.map(\.name)
        let ordered = wanted.compactMap { name in known.first { $0.name == name } }
        names = wanted
        types = ordered.map(\.type.description)
        rows = []
        let text = MachineText(zone: .hoChiMinh)
        let cursor = try opened.source.open(columns: wanted, context: context)
        while let batch = try cursor.next() {
            precondition(batch.count > 0 && batch.count <= Batch.capacity)
            for row in 0..<batch.count {
                rows.append(zip(batch.columns, ordered).map { column, info in
                    var bytes: [UInt8] = []
                    return text.append(column, row, info.type, to: &bytes) ? String(decoding: bytes, as: UTF8.self) : nil
                })
            }
        }
    }

    /// Read twice, by one thread and by three that take stretches of four blocks each: rows and mistakes must be the same.
    init(_ path: String, options: [String: Value] = [:], columns: [String]? = nil, declared: [TableInfo.Column]? = nil, blockSize: Int = 1 << 20) throws {
        func read(_ threads: Int) throws -> TableText {
            try TableText(FileFormats.openFile(paths: [path], options: options, declared: declared, blockSize: blockSize), columns: columns, context: LoneReading(threads: threads))
        }
        let alone = Result { try read(1) }
        let together = Result { try read(3) }
        #expect(messages { _ = try together.get() } == messages { _ = try alone.get() }, "blocks of \(blockSize)")
        #expect((try? together.get()) == (try? alone.get()), "blocks of \(blockSize)")
        self = try alone.get()
    }
}

/// Messages of a failed reading; empty when it did not fail.
func messages(_ body: () throws -> Void) -> [String] {
    do {
        try body()
        return []
    } catch let list as DiagnosticList {
        return list.all.map(\.message)
    } catch {
        return ["\(error)"]
    }
}

func column(_ name: String, _ type: Type, isPrivate: Bool = false) -> TableInfo.Column {
    TableInfo.Column(name: name, type: type, isPrivate: isPrivate)
}
