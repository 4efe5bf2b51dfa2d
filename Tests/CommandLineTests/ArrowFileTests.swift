import Support
import Testing

/// Arrow files as whole processes write and read them.
struct ArrowFileTests {
    private static let world = "\(ProjectFolder.path)/Tests/Scripts/worlds/small"
    private let folder = TemporaryFolder()

    @Test("What is saved is read back with its types")
    func saved() {
        let columns = "id, channel, received, due, fee"
        let saved = Program.run(["-c", "from dossiers | keep \(columns) | save \"\(folder.path)/x.arrow\"", Self.world])
        #expect(saved.status == 0)
        let wanted = Program.run(["-c", "from dossiers | keep \(columns)", "--format", "csv", Self.world])
        let found = Program.run(["-c", "from \"\(folder.path)/x.arrow\"", "--format", "csv"])
        #expect(found.output == wanted.output)
        #expect(found.error == "")
    }

    @Test("A file holds one table: a run that shows two leaves none")
    func twoTables() {
        let outcome = Program.run(["-c", "from dossiers | keep id | show \"a\" | show \"b\" | take 1", "--output", "\(folder.path)/x.arrow", Self.world])
        #expect(outcome.error.contains("an Arrow file holds one table, and the run shows several"))
        #expect(outcome.status != 0)
        #expect(!ProjectFolder.exists("\(folder.path)/x.arrow"))
    }
}
