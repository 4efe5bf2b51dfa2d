import Demo
import Glibc
import Testing

/// The committed folder `Examples/namdinh` is what `motcua demo Examples/namdinh` writes, all but its large tables.
@Suite struct ExampleTests {
    @Test func theCommittedFilesAreTheGeneratedOnes() throws {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/../../Examples/namdinh/"
        let files = try GeneratedFiles.standard.get().files
        for (path, bytes) in files where !path.hasPrefix("large/") {
            #expect(Self.read(folder + path) == bytes, "\(path) differs: run  motcua demo Examples/namdinh")
        }
        #expect(files.keys.filter { !$0.hasPrefix("large/") }.count == 11)
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
