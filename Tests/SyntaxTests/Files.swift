import Glibc

/// The text of a file; nil when it cannot be read.
func contents(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
}

/// The files of a kind in a folder and its subfolders, in the order of their paths.
func scripts(in folder: String, ending: String = ".mc") -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") { continue }
        if name.hasSuffix(ending) {
            found.append(folder + "/" + name)
        } else if entry.pointee.d_type == DT_DIR {
            found += scripts(in: folder + "/" + name, ending: ending)
        }
    }
    return found.sorted()
}
