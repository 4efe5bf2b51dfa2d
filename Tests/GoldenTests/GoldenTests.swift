import Support
import Testing

/// One test for each file of `Tests/Scripts`.
struct GoldenTests {
    @Test(arguments: GoldenRunner.names)
    func script(_ name: String) {
        if let failure = GoldenRunner.failure(of: name) { Issue.record(Comment(rawValue: failure)) }
    }
}
