import Diagnostics
import Glibc
import Semantics

/// Names the bytes that a table is read from and how they are read: what is derived from them is filed under it.
///
/// A file is the same while its path, device, inode, size, times of change to the nanosecond and 64 KiB at its beginning, middle and end are.
/// Reading all of it would cost what the cache saves.
struct SourceKey: Sendable {
    /// 32 hexadecimal digits.
    let text: String
    /// Whether the last change of all files is long enough ago (`ColumnCache.settlingSeconds`).
    let isSettled: Bool

    private static let sample = 1 << 16

    /// - Returns: `nil` for what is no file on a disk.
    init?(_ files: [InputFile], formats: [String], options: [String: Value], zone: String, settlingSeconds: Int) {
        var sum = Checksum()
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var isSettled = true
        sum.update(ColumnCache.version)
        sum.update(zone)
        for (name, value) in options.sorted(by: { $0.key < $1.key }) { sum.update("\(name): \(value)") }
        for (file, format) in zip(files, formats) {
            sum.update(format)
            // Messages and hints name files as the user wrote them.
            sum.update(file.path)
            guard let identity = file.identity, let real = realpath(file.path, nil) else { return nil }
            defer { free(real) }
            sum.update(String(cString: real))
            sum.update(identity.device)
            sum.update(identity.inode)
            sum.update(file.facts.size)
            sum.update(file.facts.modified)
            sum.update(identity.changed)
            let lastChange = max(file.facts.modified, identity.changed)
            isSettled = isSettled && Int(now.tv_sec) * 1_000_000_000 + Int(now.tv_nsec) - lastChange >= settlingSeconds * 1_000_000_000
            for offset in Set([0, file.facts.size / 2, max(0, file.facts.size - Self.sample)]).sorted() {
                guard Self.add(file, at: offset, to: &sum) else { return nil }
            }
        }
        text = sum.hexadecimal()
        self.isSettled = isSettled
    }

    private static func add(_ file: InputFile, at offset: Int, to sum: inout Checksum) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: sample, alignment: 64) { block in
            guard let count = try? file.read(at: offset, into: block) else { return false }
            sum.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
            return true
        }
    }
}
