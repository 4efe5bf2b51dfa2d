import Diagnostics
import Glibc
import Shell
import Support
import Testing

/// The pages of all codes, with what each example says, as text to be reviewed: `Tests/Scripts/errors/<layer>.pages`.
struct PageTests {
    @Test("What is said to each example", arguments: CodeLayer.all.map(\.name))
    func pages(_ name: String) throws {
        let layer = try #require(CodeLayer.all.first { $0.name == name })
        let text = layer.codes.map { code in CodePage.text(of: code) }.joined(separator: "\n\n" + String(repeating: "─", count: 80) + "\n\n") + "\n"
        let path = "\(ProjectFolder.path)/Tests/Scripts/errors/\(name).pages"
        if getenv("BLESS") != nil { return ProjectFolder.write(text, to: path) }
        let difference = LineDiff(ProjectFolder.text(path) ?? "", text)
        if !difference.isEmpty { Issue.record(Comment(rawValue: difference.unified(name: path))) }
    }
}
