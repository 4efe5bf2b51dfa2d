import Glibc

/// How much memory a session may use.
enum MemoryLimit {
    /// Half of what the machine has, or of what the group of processes may use that this one belongs to, if that is less. In bytes.
    static var standard: Int {
        let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        // The limits of control groups, versions 2 and 1; the word "max" and the number that stands for it are no limits.
        let groups = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].compactMap(number)
        return (groups + [machine]).filter { $0 > 0 }.min().map { $0 / 2 } ?? 1 << 30
    }

    private static func number(_ path: String) -> Int? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes[..<count].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }, as: UTF8.self))
    }
}
