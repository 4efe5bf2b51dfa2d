import Demo

/// The generator's files, by path.
struct GeneratedFiles: Sendable {
    var files: [String: [UInt8]] = [:]

    /// Scale 1 with the standard seed, made once for all tests.
    static let standard = Result { try generate() }

    static func generate(scale: Int = 1, seed: UInt64 = Province.standardSeed) throws -> GeneratedFiles {
        let sink = MemorySink()
        try Province(scale: scale, seed: seed).write(to: sink)
        return sink.generated
    }

    func bytes(_ path: String) -> [UInt8] { files[path] ?? [] }
}

/// Keeps what it is handed in memory.
final class MemorySink: DemoSink {
    private(set) var generated = GeneratedFiles()
    private var path = ""
    private var bytes: [UInt8] = []

    func begin(_ path: String) {
        self.path = path
        bytes = []
    }

    func append(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }

    func finish() {
        generated.files[path] = bytes
        bytes = []
    }
}
