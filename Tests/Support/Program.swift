import Glibc

/// The built executable, run as a process of its own: for what only a process has, its streams and its exit status.
package enum Program {
    package struct Outcome: Sendable {
        package var output: String
        package var error: String
        package var status: Int32
    }

    package static let path = product("motcua")

    /// An executable beside the test runner, where the package manager puts every product of one build.
    package static func product(_ name: String) -> String {
        guard let runner = realpath("/proc/self/exe", nil) else { return name }
        defer { free(runner) }
        let parts = String(cString: runner).split(separator: "/", omittingEmptySubsequences: false)
        return (parts.dropLast() + [Substring(name)]).joined(separator: "/")
    }

    /// Runs `motcua` to its end.
    /// - Parameters:
    ///   - input: what standard input holds; a file, as in `motcua < file`.
    ///   - folder: the working folder; that of the test run when absent.
    ///   - environment: added to `LC_ALL=C`, which is all that the process inherits.
    package static func run(_ arguments: [String], input: String = "", in folder: String? = nil, environment: [String] = []) -> Outcome {
        run(arguments, inputBytes: Array(input.utf8), in: folder, environment: environment)
    }

    /// The same, and how many bytes it has read by any means but mappings, program and libraries included.
    package static func runCounting(_ arguments: [String], in folder: String? = nil, environment: [String] = []) -> (outcome: Outcome, bytesRead: Int) {
        // The system counts for a process what its children have read, once they are waited for.
        let outcome = run(
            command: ["/bin/sh", "-c", "cd \"$0\" && \"$@\"; status=$?; while read name count; do [ $name = rchar: ] && echo $count >&2; done </proc/$$/io; exit $status", folder ?? ".", path] + arguments,
            inputBytes: [], environment: environment)
        var lines = outcome.error.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.last == "" { lines.removeLast() }
        let count = lines.popLast().flatMap { Int($0) } ?? -1
        return (Outcome(output: outcome.output, error: lines.joined(separator: "\n"), status: outcome.status), count)
    }

    /// The same with an input that need not be text.
    package static func run(_ arguments: [String], inputBytes: [UInt8], in folder: String? = nil, environment: [String] = []) -> Outcome {
        // Another working folder by way of the shell: the C library keeps its own call for that from Swift.
        run(command: ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder ?? ".", path] + arguments, inputBytes: inputBytes, environment: environment)
    }

    private static func run(command: [String], inputBytes: [UInt8], environment: [String]) -> Outcome {
        let streams = TemporaryFolder()
        streams.write("input", inputBytes)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "\(streams.path)/input", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "\(streams.path)/output", O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "\(streams.path)/error", O_WRONLY | O_CREAT, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = (["LC_ALL=C"] + environment).map { strdup($0) } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var process: pid_t = 0
        guard posix_spawn(&process, command[0], &actions, nil, &words, &variables) == 0 else {
            return Outcome(output: "", error: "\(path) cannot be started", status: -1)
        }
        var state: Int32 = 0
        while waitpid(process, &state, 0) < 0, errno == EINTR {}
        // The low seven bits name the signal that ended the process, if one did.
        let status = state & 0x7F == 0 ? state >> 8 & 0xFF : -(state & 0x7F)
        return Outcome(
            output: ProjectFolder.text("\(streams.path)/output") ?? "", error: ProjectFolder.text("\(streams.path)/error") ?? "",
            status: status)
    }
}
