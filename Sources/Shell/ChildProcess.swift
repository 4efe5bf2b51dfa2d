import Glibc

/// A program of the system that the shell starts, by a command line for the system's own shell.
///
/// All of them are started here, because this process ignores a broken pipe and leaves other signals to a thread of its own: what inherits that
/// neither ends when its reader has gone nor hears Ctrl-C.
final class ChildProcess {
    enum Ending: Equatable {
        case exited(Int32)
        case killed(by: Int32)
        case notStarted(errno: Int32)

        var isSuccess: Bool { self == .exited(0) }

        /// Whether Ctrl-C ended it; the system's shell says so by a status.
        var isInterrupted: Bool { self == .killed(by: SIGINT) || self == .exited(128 + SIGINT) }

        /// Why it is to be called a failure; `nil` when it did its work, or was stopped by whoever sits at the keyboard.
        var failure: String? {
            switch self {
            case _ where isSuccess || isInterrupted: nil
            case .exited(let status): "it ended with status \(status)"
            case .killed(let signal): "it was ended by signal \(signal) (\(String(cString: strsignal(signal))))"
            case .notStarted(let errno): String(cString: strerror(errno))
            }
        }
    }

    /// What the system's shell says when there is no such program.
    static let notFound = Ending.exited(127)

    private let process: pid_t
    /// Where it reads from; -1 when it has what we have.
    private var writing: Int32
    private var ending: Ending?

    /// Runs a program to its end. The terminal is the program's meanwhile.
    /// - Parameters:
    ///   - arguments: `$1` and the following of the command line.
    ///   - input: what it reads; by default what we would.
    static func run(_ command: String, _ arguments: [String] = [], input: [UInt8]? = nil) -> Ending {
        KeyboardOwner.lend(to: .program) {
            switch start(command, arguments, reads: input != nil) {
            case .failure(let error): return .notStarted(errno: error.errno)
            case .success(let child):
                if let input { input.withUnsafeBytes { _ = child.write($0) } }
                return child.finish()
            }
        }
    }

    struct StartError: Error { let errno: Int32 }

    /// Starts a program that reads what is written to it.
    static func feed(_ command: String) -> Result<ChildProcess, StartError> { start(command, [], reads: true) }

    /// Starts a program that has neither our streams nor our terminal, and goes on when we are gone.
    /// - Returns: how it ended if it did so at once, else success.
    static func startApart(_ command: String, _ arguments: [String]) -> Ending {
        let launch = "{ \(command); } </dev/null >/dev/null 2>&1 & program=$!; sleep 0.3; kill -0 $program 2>/dev/null || wait $program"
        return switch start(launch, arguments, reads: false, isApart: true) {
        case .failure(let error): .notStarted(errno: error.errno)
        case .success(let child): child.finish()
        }
    }

    private static func start(_ command: String, _ arguments: [String], reads: Bool, isApart: Bool = false) -> Result<ChildProcess, StartError> {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID, which Swift does not import: a group of its own, which Ctrl-C does not reach.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | (isApart ? 0x80 : 0))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var ends: [Int32] = [-1, -1]
        if reads {
            // Nothing else that is started may keep the writing end open, or the reader would wait for it.
            guard pipe(&ends) == 0 else { return .failure(StartError(errno: errno)) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        }
        var words: [UnsafeMutablePointer<CChar>?] = (["/bin/sh", "-c", command, "sh"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let status = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, environ)
        if reads { close(ends[0]) }
        guard status == 0 else {
            if reads { close(ends[1]) }
            return .failure(StartError(errno: status))
        }
        return .success(ChildProcess(process, writing: ends[1]))
    }

    private init(_ process: pid_t, writing: Int32) {
        self.process = process
        self.writing = writing
    }

    /// - Returns: false when the program reads no more, as head does when it has seen enough.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(writing, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno != EINTR { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    /// Whether it has come to its end by itself.
    var hasEnded: Bool {
        if ending == nil { ending = wait(WNOHANG) }
        return ending != nil
    }

    /// Ends what it reads, and waits for it.
    func finish() -> Ending {
        if writing >= 0 { close(writing) }
        writing = -1
        let found = ending ?? wait(0) ?? .notStarted(errno: ECHILD)
        ending = found
        return found
    }

    /// How it has ended; `nil` where it goes on.
    private func wait(_ options: Int32) -> Ending? {
        var state: Int32 = 0
        while true {
            let found = waitpid(process, &state, options)
            if found == 0 { return nil }
            if found > 0 { return state & 0x7F == 0 ? .exited(state >> 8 & 0xFF) : .killed(by: state & 0x7F) }
            if errno != EINTR { return .notStarted(errno: errno) }
        }
    }
}
