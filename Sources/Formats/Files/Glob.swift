import Characters
import Diagnostics
import Glibc

/// Paths with `*` (any letters) and `?` (one letter), as files are named in `from "dossiers-*.csv"`.
///
/// Own matching, since the C library's compares bytes: here `?` is one letter of Vietnamese, and names
/// are compared in NFC, however the disk spells them. Hidden files match only a pattern that starts with a dot.
package enum Glob {
    package static func isPattern(_ path: String) -> Bool { path.contains { $0 == "*" || $0 == "?" } }

    /// The files that `path` names, sorted by name.
    ///
    /// - Throws: `no-such-file` with near names when there is none.
    package static func expand(_ path: String) throws(DiagnosticList) -> [String] {
        if !isPattern(path), access(path, F_OK) == 0 { return [path] }
        let isAbsolute = path.hasPrefix("/")
        var found = [isAbsolute ? "/" : ""]
        let parts = path.split(separator: "/").map(String.init)
        for part in parts {
            found = found.flatMap { folder in
                let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
                if !isPattern(part), access(prefix + part, F_OK) == 0 { return [prefix + part] }
                let pattern = Array(NormalForm.composed(part))
                return names(in: folder)
                    .filter { ($0.hasPrefix(".") == part.hasPrefix(".")) && matches(Array(NormalForm.composed($0)), pattern) }
                    .map { prefix + $0 }
            }
        }
        guard isPattern(path) else {
            if let first = found.first { return [first] }
            let (folder, name) = split(path)
            throw Message.noSuchFile(path, near: Spelling.nearest(name, in: names(in: folder).filter { !$0.hasPrefix(".") }))
        }
        found = found.filter(isFile)
        if found.isEmpty { throw Message.noMatch(path, present: names(in: split(path).folder).filter { !$0.hasPrefix(".") }) }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Whether a name fits a pattern. O(name × pattern) at worst, by going back to the last `*` only.
    static func matches(_ name: [Character], _ pattern: [Character]) -> Bool {
        var (at, wanted) = (0, 0)
        var retry: (name: Int, pattern: Int)?
        while at < name.count {
            if wanted < pattern.count, pattern[wanted] == "*" {
                retry = (at, wanted)
                wanted += 1
            } else if wanted < pattern.count, pattern[wanted] == "?" || pattern[wanted] == name[at] {
                at += 1
                wanted += 1
            } else if let last = retry {
                retry = (last.name + 1, last.pattern)
                at = last.name + 1
                wanted = last.pattern + 1
            } else {
                return false
            }
        }
        return pattern[wanted...].allSatisfy { $0 == "*" }
    }

    /// Names in a folder, sorted by bytes; none when it cannot be read.
    package static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
        defer { closedir(stream) }
        var result: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { result.append(name) }
        }
        return result.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
}
