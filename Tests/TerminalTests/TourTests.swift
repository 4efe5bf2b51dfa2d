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
            let (recorded, seen) = (Self.rows(ProjectFolder.text(Self.path) ?? ""), Self.rows(screens))
            // Not the whole of both: a report of that length is cut where it matters.
            for difference in seen.difference(from: recorded) { Issue.record("\(Self.described(difference))") }
        }

        private static func rows(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        private static func described(_ difference: CollectionDifference<Substring>.Change) -> String {
            switch difference {
            case .insert(let row, let text, _): "row \(row + 1) is not in \(path): \(text)"
            case .remove(let row, let text, _): "row \(row + 1) of \(path) is not seen: \(text)"
            }
        }

        /// The row with what differs between two runs written out: where the province lies, and when it was made. A whole minute has no seconds.
        private static func lasting(_ row: String) -> String {
            row.replacing(DemoProvince.path, with: "PROVINCE").replacing(/bytes, \d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?/, with: "bytes, TIME")
        }
    }
}
