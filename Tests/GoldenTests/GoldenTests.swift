import Support
import Testing

/// One test for each file of `Tests/Scripts`.
struct GoldenTests {
    @Test(arguments: GoldenRunner.names)
    func script(_ name: String) {
        if let failure = GoldenRunner.failure(of: name) { Issue.record(Comment(rawValue: failure)) }
    }

    @Test("Scripts about rows that meet have the same answers when nothing fits in memory", arguments: GoldenRunner.names.filter(isAboutRows))
    func onDisk(_ name: String) {
        if let failure = GoldenRunner.failure(of: name, usesDisk: true) { Issue.record(Comment(rawValue: failure)) }
    }

    private static func isAboutRows(_ name: String) -> Bool { ["stages/", "links/"].contains { name.hasPrefix($0) } }
}
