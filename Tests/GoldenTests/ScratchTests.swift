import Columns
import Diagnostics
import Engine
import Glibc
import Session
import Support
import Tables
import Testing

struct ScratchTests {
    @Test("Pages come back as they were put, and their file has no name")
    func pages() throws {
        let folder = TemporaryFolder()
        let file = try ScratchFolder(folder.path, reserve: 0).makeFile()
        let pages = (1...5).map { number in [UInt8](repeating: UInt8(number), count: number * 1_000) }
        let places = try pages.map { page in try page.withUnsafeBytes { try file.append($0) } }
        for (page, place) in zip(pages, places).reversed() {
            var read = [UInt8](repeating: 0, count: page.count)
            try read.withUnsafeMutableBytes { try file.read(at: place, into: $0) }
            #expect(read == page)
        }
        #expect(names(in: folder.path) == [".", ".."])
    }

    private func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            names.append(withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
        }
        return names.sorted()
    }

    /// What a pipeline over the province writes as CSV.
    private func saved(_ text: String, _ memory: MemoryAccount) throws -> String {
        let folder = TemporaryFolder()
        var options = SessionOptions(today: 18_166, workingFolder: folder.path, display: DisplayText(style: .c))
        options.memory = memory
        let session = Session(options: options)
        try session.open(paths: [DemoProvince.path])
        #expect(session.run(SourceText(name: SourceText.typed, text: text + " | save \"out.csv\""), into: SilentSink()).exit == .done)
        return try #require(ProjectFolder.text("\(folder.path)/out.csv"))
    }

    @Test(
        "Runs that are merged are all rows in their order: with ties, and of runs that lie behind one another",
        arguments: ["channel", "received", "fee desc, id", "unit, received desc", "due, fee desc", "applicant_kind desc, channel, procedure"])
    func merges(keys: String) throws {
        func sorted(_ memory: MemoryAccount) throws -> String {
            try saved("from dossiers | sort \(keys) | keep id, unit, channel, received, due, fee, procedure", memory)
        }
        #expect(try sorted(MemoryAccount(limit: .max, share: 0)) == sorted(.unlimited))
        #expect(try sorted(MemoryAccount(limit: 6 << 20)) == sorted(.unlimited))
    }

    @Test("Groups whose order nobody sees come part by part from the disk, each once")
    func groupsPartByPart() throws {
        let text = "from dossiers | summarize n = count(), fee = sum(fee), least = min(received) by id | summarize groups = count(), most = max(n), fee = sum(fee), least = min(least)"
        func answer(_ memory: MemoryAccount) throws -> String { try saved(text, memory) }
        let small = MemoryAccount(limit: .max, share: 1 << 20)
        #expect(try answer(small) == answer(.unlimited) && small.spilledBytes > 1 << 20)
        #expect(try answer(MemoryAccount(limit: .max, share: 0)) == answer(.unlimited))
    }

    @Test("A disk that would be filled is refused before it is full")
    func fullDisk() throws {
        let folder = TemporaryFolder()
        let file = try ScratchFolder(folder.path, reserve: 1 << 60).makeFile()
        let refused = #expect(throws: DiagnosticList.self) { try [UInt8(1)].withUnsafeBytes { _ = try file.append($0) } }
        #expect(refused?.all.map(\.code) == ["scratch-full"])
    }

    @Test("A folder that is not there is named")
    func noFolder() throws {
        let refused = #expect(throws: DiagnosticList.self) { _ = try ScratchFolder("/nowhere/at/all").makeFile() }
        #expect(refused?.all.first?.message == "what does not fit in memory cannot be put into '/nowhere/at/all': there is no such file")
    }

    @Test("A result that is written in pieces is the same file", arguments: ["csv", "tsv", "json", "jsonl"])
    func pieces(format: String) throws {
        let folder = TemporaryFolder()
        func written(_ memory: MemoryAccount) throws -> String {
            var options = SessionOptions(today: 18_166, workingFolder: folder.path, display: DisplayText(style: .c))
            options.memory = memory
            let rows = (0..<3 * Batch.capacity / 2).map { "(\($0), \($0 % 3 == 0 ? "missing" : "\"=\($0 % 7)\""), \($0 % 11).\($0 % 13))" }.joined(separator: ", ")
            let text = "from rows (x, name, y) [\(rows)] | sort y desc, name | save \"out.\(format)\""
            #expect(Session(options: options).run(SourceText(name: SourceText.typed, text: text), into: SilentSink()).exit == .done)
            return try #require(ProjectFolder.text("\(folder.path)/out.\(format)"))
        }
        let spilling = MemoryAccount(limit: .max, share: 0)
        #expect(try written(spilling) == written(.unlimited))
        #expect(spilling.spilledBytes > 0)
    }

    /// Stops the run when the first page is written.
    private final class StoppingScratch: ScratchStore, @unchecked Sendable {
        var stop: () -> Void = {}

        func makeFile() throws -> any ScratchFile {
            stop()
            return try ScratchFolder(reserve: 0).makeFile()
        }
    }

    @Test("A run that is on disk is stopped as any other")
    func stopping() throws {
        let scratch = StoppingScratch()
        var options = SessionOptions(today: 18_166, workingFolder: ".", display: DisplayText(style: .c))
        options.memory = MemoryAccount(limit: .max, share: 0)
        options.scratch = scratch
        let session = Session(options: options)
        scratch.stop = { [unowned session] in session.cancel() }
        let rows = (0..<3 * Batch.capacity / 2).map { "(\($0))" }.joined(separator: ", ")
        let status = session.run(SourceText(name: SourceText.typed, text: "from rows (x) [\(rows)] | sort x desc | where x > 1"), into: SilentSink())
        #expect(status.exit == .interrupted)
    }
}
