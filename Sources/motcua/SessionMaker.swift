import Engine
import Glibc
import Session

extension Session {
    /// A session with what only the process knows: the day. Paths stay relative to where it was started, as the user wrote them.
    /// - Throws: `UsageProblem`
    static func make(_ options: SharedOptions, _ choice: OutputChoice) throws -> Session {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var made = SessionOptions(
            today: choice.display.zone.day(ofMicroseconds: Int64(now.tv_sec) * 1_000_000), workingFolder: ".",
            display: choice.display, asOf: try options.asOfDay(), keepsGoing: options.keepGoing, explains: options.explain)
        if let threads = options.threads { made.parallelism = Parallelism(threads: threads) }
        made.language = choice.language
        made.showsPrivate = options.withPrivate
        made.guardsFormulas = options.guardFormulas
        return Session(options: made)
    }
}
