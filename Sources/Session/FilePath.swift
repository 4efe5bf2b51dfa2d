import Glibc

/// Paths as text: joining, folders, stems. Nothing here touches the disk but what asks it where a path leads, or whether it does.
enum FilePath {
    /// `path` as seen from `folder`; absolute paths stay.
    static func joined(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder.isEmpty || folder == "." { return path }
        return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }

    /// The folder part, `.` when there is none.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func name(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? path
    }

    /// `dossiers-2019` of `large/dossiers-2019.csv`
    static func stem(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// `data/model.mc` of `reports/../data/model.mc`: what is told to people, unless `reports` is a link, whose parent is another folder.
    static func withoutDetours(_ path: String) -> String {
        guard path.contains("/../") else { return path }
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        let short = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        return absolute(short) == absolute(path) ? short : path
    }

    /// From the root, with links resolved as far as the path exists.
    static func absolute(_ path: String) -> String {
        if let whole = realpath(path, nil) {
            defer { free(whole) }
            return String(cString: whole)
        }
        let folder = folder(of: path)
        guard folder != path, !path.isEmpty, let whole = realpath(folder, nil) else { return path }
        defer { free(whole) }
        return joined(String(cString: whole), name(of: path))
    }

    /// An absolute path as it is seen from an absolute folder.
    static func relative(_ path: String, from folder: String) -> String {
        guard path.hasPrefix("/"), folder.hasPrefix("/") else { return path }
        let (to, from) = (path.split(separator: "/"), folder.split(separator: "/"))
        let common = zip(to, from).prefix { $0 == $1 }.count
        // From nothing in common but the root, the way up says less than the path itself.
        if common == 0 { return path }
        return (Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)).joined(separator: "/")
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
