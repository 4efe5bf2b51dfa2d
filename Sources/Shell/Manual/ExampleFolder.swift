import Diagnostics
import Formats
import Glibc
import Session

/// A folder with the files of one example, gone when the last reference to it is.
final class ExampleFolder {
    let path: String

    /// - Throws: a diagnostic of kind `outside` when the disk takes no files.
    init(_ files: [Example.File]) throws(DiagnosticList) {
        let parent = TemporaryFile.folder
        var template = Array("\(parent)/motcua-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw DiagnosticList(.cannotWrite(parent, SystemError.text(errno))) }
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for file in files { try write(file) }
    }

    deinit { ExampleFolder.remove(path) }

    func write(_ file: Example.File) throws(DiagnosticList) {
        let target = "\(path)/\(file.name)"
        try AtomicFile.makeFolders(for: target)
        let atomic = try AtomicFile(target)
        try atomic.write(file.bytes)
        try atomic.commit()
    }

    private static func remove(_ path: String) {
        guard let folder = opendir(path) else {
            unlink(path)
            return
        }
        closedir(folder)
        for name in Glob.names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
