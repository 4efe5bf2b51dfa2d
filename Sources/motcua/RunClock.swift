import Engine
import Formats
import Glibc
import Session
import Tables

/// When and where a run took place, and for how long.
struct RunClock {
    private let started = RunClock.now(CLOCK_REALTIME)
    private let ticks = RunClock.now(CLOCK_MONOTONIC)

    func circumstances(zone: Zone) -> RunLog.Circumstances {
        var name = [CChar](repeating: 0, count: 256)
        let isNamed = gethostname(&name, name.count - 1) == 0
        return RunLog.Circumstances(
            started: MachineText(zone: zone).text(timestamp: started), seconds: Double((RunClock.now(CLOCK_MONOTONIC) - ticks) / 1_000) / 1_000,
            host: isNamed ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : "")
    }

    /// In microseconds since 1970-01-01 UTC.
    static var now: Int64 { now(CLOCK_REALTIME) }

    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
