@testable import Formats
import Glibc

/// Arrow files that other programs have written (`Scripts/conformance/arrow.py files`).
enum ArrowFiles {
    static let folder: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(2).joined(separator: "/") + "/Files"
    }()

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    static let names = Glob.names(in: folder)

    static func bytes(_ name: String) throws -> [UInt8] {
        let file = try InputFile(path(name))
        var bytes = [UInt8](repeating: 0, count: file.facts.size)
        _ = try bytes.withUnsafeMutableBytes { try file.read(at: 0, into: $0) }
        return bytes
    }
}
