import Glibc
import Support
import Testing

extension TerminalTests {
    /// The tour as it is seen, in `tour.screens`: `BLESS=1` records it anew.
    struct TourTests {
        private static let path = "\(ProjectFolder.path)/Tests/TerminalTests/tour.screens"

        @Test("The tour leads through the province and back to its start, and each step shows what it speaks of")
        func tour() throws {
            let shell = try ShellTerminal([DemoProvince.path, "--as-of", "2019-06-30"], columns: 120, rows: 40)
            var screens = "# What .tour shows, step by step, in a terminal of 120 columns and 40 rows.\n"
            // Once around, and one more.
            for _ in 0...12 {
                let start = shell.screen.position
                shell.type(".tour")
                guard shell.submit(seconds: 120) else { return #expect(Bool(false), "\(shell.screen.text)") }
                screens += "\n" + shell.screen.rows(start..<shell.screen.position).map(Self.lasting).joined(separator: "\n") + "\n"
            }
            if getenv("BLESS") != nil { ProjectFolder.write(screens, to: Self.path) }
            #expect(ProjectFolder.text(Self.path) == screens)
        }

        /// The row with what differs between two runs written out: where the province lies, and when it was made.
        private static func lasting(_ row: String) -> String {
            row.replacing(DemoProvince.path, with: "PROVINCE").replacing(/bytes, \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/, with: "bytes, TIME")
        }
    }
}
