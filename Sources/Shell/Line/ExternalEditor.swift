import Formats
import Glibc

/// The user's own editor, for an input that has outgrown the line.
enum ExternalEditor {
    /// Opens the text in `$VISUAL`, else `$EDITOR`, else vi, and waits for it; `nil` when nothing came of it.
    static func edit(_ text: String) -> String? {
        // The ending tells an editor which colours to use.
        var template = Array("\(TemporaryFile.folder)/motcua-XXXXXX.mc".utf8CString)
        let descriptor = mkstemps(&template, 3)
        guard descriptor >= 0 else { return nil }
        let path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let isWritten = Array((text + "\n").utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) == $0.count }
        close(descriptor)
        guard isWritten else { return nil }
        guard ChildProcess.run(ChosenProgram.editor, [path]).isSuccess else { return nil }
        return contents(of: path)
    }

    static func contents(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 * 1_024)
        while case let count = read(descriptor, &block, block.count), count > 0 { bytes.append(contentsOf: block[..<count]) }
        return String(validating: bytes, as: UTF8.self)
    }
}
