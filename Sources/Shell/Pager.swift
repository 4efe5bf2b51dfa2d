import Glibc

/// The program in which long results are looked through: `$MOTCUA_PAGER`, else `$PAGER`, else less.
struct Pager {
    private var command: String {
        for name in ["MOTCUA_PAGER", "PAGER"] {
            if let value = getenv(name), value[0] != 0 { return String(cString: value) }
        }
        return "less -RSFX"
    }

    /// - Returns: false when there is no such program.
    func show(_ bytes: [UInt8]) -> Bool {
        guard let status = ChildProcess.feed(bytes, to: command) else { return false }
        // 127 is the shell's word for a program that it does not find.
        return (status >> 8) & 0xFF != 127
    }
}
