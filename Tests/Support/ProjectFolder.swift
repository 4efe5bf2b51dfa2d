import Formats
import Glibc

/// The folder of this package, found from where this file was compiled; what tests read lies in it.
package enum ProjectFolder {
    /// Without a slash at its end.
    package static let path: String = {
        // Tests/Support/ProjectFolder.swift
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    /// Files below a folder of the project with that ending, as paths from there, sorted.
    package static func files(under folder: String, ending: String) -> [String] {
        var found: [String] = []
        collect(folder, ending, &found)
        return found.sorted()
    }

    /// The bytes of a file as text; `nil` when there is none.
    package static func text(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 * 1_024)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: block[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a file that tests compare with, whole or not at all.
    package static func write(_ text: String, to path: String) {
        guard let file = try? AtomicFile(path), (try? file.write(text)) != nil, (try? file.commit()) != nil else {
            preconditionFailure("\(path) cannot be written")
        }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func collect(_ folder: String, _ ending: String, _ found: inout [String]) {
        guard let directory = opendir("\(path)/\(folder)") else { return }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            let child = "\(folder)/\(name)"
            var status = stat()
            guard stat("\(path)/\(child)", &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                collect(child, ending, &found)
            } else if name.hasSuffix(ending) {
                found.append(child)
            }
        }
    }
}
