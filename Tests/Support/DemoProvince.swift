import Demo
import Glibc

/// The demonstration province at scale 1, generated once for a whole test run.
package enum DemoProvince {
    private static let folder: TemporaryFolder = {
        let folder = TemporaryFolder()
        do {
            try Province(scale: 1).write(to: FolderSink(folder.path))
        } catch {
            preconditionFailure("the province cannot be generated: \(error)")
        }
        return folder
    }()

    /// A folder with `model.mc` and every table.
    package static var path: String { folder.path }
}

/// The generator's files in a folder.
private final class FolderSink: DemoSink {
    struct Refused: Error { let path: String }

    private let folder: String
    private var file: UnsafeMutablePointer<FILE>?

    init(_ folder: String) { self.folder = folder }

    func begin(_ path: String) throws {
        TemporaryFolder.makeFolders(for: "\(folder)/\(path)")
        file = fopen("\(folder)/\(path)", "w")
        if file == nil { throw Refused(path: path) }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        guard let file, fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else { throw Refused(path: folder) }
    }

    func finish() throws {
        if let file { fclose(file) }
        file = nil
    }
}
