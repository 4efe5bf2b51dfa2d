import Columns
import Engine
import Formats
import Glibc
import Session
import Tables

extension Session {
    /// A session with what only the process knows: the day. Paths stay relative to where it was started, as the user wrote them.
    /// - Throws: `UsageProblem`
    static func make(_ options: SharedOptions, _ choice: OutputChoice) throws -> Session {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var made = SessionOptions(
            today: choice.display.zone.day(ofMicroseconds: Int64(now.tv_sec) * 1_000_000), workingFolder: ".",
            display: choice.display, asOf: try options.asOfDay(), keepsGoing: options.keepGoing, explains: options.explain ? .estimates : nil)
        if let threads = options.threads { made.parallelism = Parallelism(threads: threads) }
        if let limit = try options.memoryLimit() { made.memory = MemoryAccount(limit: limit) }
        FreedMemory.keep(underLimit: made.memory.limit)
        if let folder = options.spillDir { made.scratch = ScratchFolder(folder) }
        made.cache = options.noCache ? nil : cacheFolder.map { ColumnCache(folder: $0, memory: made.memory) }
        made.language = choice.language
        made.showsPrivate = options.withPrivate
        made.guardsFormulas = options.guardFormulas
        return Session(options: made)
    }

    /// Where programs of this user keep what they can make anew (XDG Base Directory Specification).
    private static var cacheFolder: String? {
        if let base = Environment["XDG_CACHE_HOME"], base.hasPrefix("/") { return "\(base)/motcua" }
        return Environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.cache/motcua" : nil }
    }
}
