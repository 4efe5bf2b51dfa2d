import Glibc

/// A program that takes over the terminal for a while.
enum ChildProcess {
    /// Runs a command to its end, with our streams and with signals as a program expects them.
    /// - Returns: its exit status; `nil` when it cannot be started or a signal ended it.
    static func run(_ command: [String]) -> Int32? {
        // This process leaves some signals to a thread of its own and ignores others; neither is to be inherited.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        guard posix_spawn(&process, command[0], nil, &attributes, &words, environ) == 0 else { return nil }
        var state: Int32 = 0
        while waitpid(process, &state, 0) < 0 { if errno != EINTR { return nil } }
        return state & 0x7F == 0 ? state >> 8 & 0xFF : nil
    }

    /// Runs a command line that reads these bytes, to its end.
    /// - Returns: how it ended, as `wait` tells it; `nil` when it cannot be started.
    static func feed(_ bytes: [UInt8], to command: String) -> Int32? {
        guard let stream = popen(command, "w") else { return nil }
        bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, stream) }
        return pclose(stream)
    }
}
