import Glibc

/// A program at a terminal of its own: a pseudo-terminal, and a screen that shows what the program sends.
///
/// Tests wait for what should be seen and never for a time. The program is started without `fork`, which a test process with threads should not
/// do: a session leader without a terminal gets the one that it opens first.
package final class Terminal {
    package private(set) var screen: VTScreen
    package let process: pid_t
    /// Bytes sent to the program.
    package private(set) var sent = 0
    private let master: Int32
    private var status: Int32?

    /// - Parameters:
    ///   - environment: added to a terminal's usual, with no home but what is said here.
    package init(_ command: [String], environment: [String] = [], columns: Int = 80, rows: Int = 24) throws {
        var (master, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw Failure("no terminal can be made: \(errno)") }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        defer { close(slave) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        posix_spawn_file_actions_addclose(&actions, slave)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID, which Swift does not import.
        posix_spawnattr_setflags(&attributes, 0x80 | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        let given = Set(environment.map { $0.prefix { $0 != "=" } })
        let usual = ["TERM=xterm-256color", "LC_ALL=C.UTF-8", "HOME=/nonexistent", "PATH=/usr/local/bin:/usr/bin:/bin"]
        let variables = usual.filter { !given.contains($0.prefix { $0 != "=" }) } + environment
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var values: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
        defer { for pointer in words + values { free(pointer) } }
        var process: pid_t = 0
        guard posix_spawn(&process, command[0], &actions, &attributes, &words, &values) == 0 else {
            close(master)
            throw Failure("\(command[0]) cannot be started")
        }
        self.master = master
        self.process = process
        screen = VTScreen(columns: columns, rows: rows)
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            var state: Int32 = 0
            while waitpid(process, &state, 0) < 0, errno == EINTR {}
        }
        close(master)
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
        package init(_ description: String) { self.description = description }
    }

    // MARK: The keyboard

    package func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        sent += bytes.count
        while !bytes.isEmpty {
            // A program that writes while much is typed must be read from, or both wait for each other.
            var descriptor = [pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)]
            guard poll(&descriptor, 1, 10_000) > 0 else { return }
            if descriptor[0].revents & Int16(POLLIN) != 0 { _ = read(within: 0) }
            guard descriptor[0].revents & Int16(POLLOUT) != 0 else { continue }
            let count = bytes.prefix(512).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }

    package func press(_ keys: TerminalKey...) { for key in keys { type(key.bytes) } }

    package func paste(_ text: String) { type("\u{1B}[200~\(text)\u{1B}[201~") }

    package func resize(columns: Int, rows: Int) {
        screen.resize(columns: columns, rows: rows)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    // MARK: The screen

    /// Reads what the program sends until the screen is as wanted.
    /// - Returns: false when it was not within so many seconds.
    @discardableResult
    package func wait(seconds: Double = 30, until isWanted: (VTScreen) -> Bool) -> Bool {
        let end = Terminal.now() + seconds
        while !isWanted(screen) {
            let left = end - Terminal.now()
            guard left > 0, read(within: Int32(left * 1_000) + 1) else { return isWanted(screen) }
        }
        return true
    }

    /// Waits until the program has ended; `nil` when it does not. A signal is negative.
    package func exitStatus(seconds: Double = 30) -> Int32? {
        let end = Terminal.now() + seconds
        while status == nil, Terminal.now() < end {
            // The terminal is closed when the last process that has it ends.
            _ = read(within: 20)
            var state: Int32 = 0
            if waitpid(process, &state, WNOHANG) == process { status = state & 0x7F == 0 ? state >> 8 & 0xFF : -(state & 0x7F) }
        }
        return status
    }

    package func send(signal: Int32) { kill(process, signal) }

    /// - Returns: false when the program has closed the terminal.
    private func read(within milliseconds: Int32) -> Bool {
        var descriptor = [pollfd(fd: master, events: Int16(POLLIN), revents: 0)]
        guard poll(&descriptor, 1, milliseconds) > 0 else { return true }
        var block = [UInt8](repeating: 0, count: 64 * 1_024)
        let count = Glibc.read(master, &block, block.count)
        guard count > 0 else { return count < 0 && errno == EINTR }
        screen.take(block[..<count])
        return true
    }

    package static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// A key as a terminal sends it.
package enum TerminalKey: Sendable, CaseIterable {
    case enter, altEnter, tab, backTab, backspace, altBackspace, delete, escape
    case up, down, left, right, home, end, controlLeft, controlRight, altRight
    case controlA, controlC, controlD, controlE, controlG, controlK, controlL, controlR, controlT, controlU, controlW, controlX, controlY, controlZ, controlUnderscore
    case altB, altD, altF, altU

    package var bytes: String {
        switch self {
        case .enter: "\r"
        case .altEnter: "\u{1B}\r"
        case .tab: "\t"
        case .backTab: "\u{1B}[Z"
        case .backspace: "\u{7F}"
        case .altBackspace: "\u{1B}\u{7F}"
        case .delete: "\u{1B}[3~"
        case .escape: "\u{1B}"
        case .up: "\u{1B}[A"
        case .down: "\u{1B}[B"
        case .right: "\u{1B}[C"
        case .left: "\u{1B}[D"
        case .home: "\u{1B}[H"
        case .end: "\u{1B}[F"
        case .controlLeft: "\u{1B}[1;5D"
        case .controlRight: "\u{1B}[1;5C"
        case .altRight: "\u{1B}[1;3C"
        case .controlA: "\u{01}"
        case .controlC: "\u{03}"
        case .controlD: "\u{04}"
        case .controlE: "\u{05}"
        case .controlG: "\u{07}"
        case .controlK: "\u{0B}"
        case .controlL: "\u{0C}"
        case .controlR: "\u{12}"
        case .controlT: "\u{14}"
        case .controlU: "\u{15}"
        case .controlW: "\u{17}"
        case .controlX: "\u{18}"
        case .controlY: "\u{19}"
        case .controlZ: "\u{1A}"
        case .controlUnderscore: "\u{1F}"
        case .altB: "\u{1B}b"
        case .altD: "\u{1B}d"
        case .altF: "\u{1B}f"
        case .altU: "\u{1B}u"
        }
    }
}
