import Support

/// A question that takes the debug build some seconds: texts are made one by one, where numbers would be added up by vectors that are compiled as they
/// are for release.
struct SlowWorld {
    private let folder = TemporaryFolder()

    static let query = "from t | summarize total = sum(length(to_text(id)))"

    init() {
        folder.write("model.mc", "edition 1\ntable t file \"t.csv\" {\n  id: int key\n  n: int\n}\n")
        var rows: [UInt8] = Array("id,n\n".utf8)
        for number in 0..<1_500_000 { rows.append(contentsOf: "\(number),\(number % 97)\n".utf8) }
        folder.write("t.csv", rows)
    }

    var path: String { folder.path }

    /// One thread, so that it stays slow on machines with many.
    var arguments: [String] { [path, "--threads", "1"] }
}
