import Demo
import Formats

/// The generator's files in a folder of the disk, each visible when it is whole.
final class DemoFolder: DemoSink {
    private let path: String
    private var current: AtomicFile?
    private(set) var fileCount = 0
    private(set) var byteCount = 0

    init(path: String) { self.path = path }

    func begin(_ name: String) throws {
        try AtomicFile.makeFolders(for: "\(path)/\(name)")
        current = try AtomicFile("\(path)/\(name)")
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        try current?.write(bytes)
        byteCount += bytes.count
    }

    func finish() throws {
        try current?.commit()
        current = nil
        fileCount += 1
    }
}
