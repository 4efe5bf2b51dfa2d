import Columns
import Diagnostics
import Engine
import Reports
@testable import Session
import Support
import Tables
import Testing

/// What `.profile` is made of.
struct ProfileTests {
    private func session(threads: Int = 1, memory: MemoryAccount = .unlimited) throws -> Session {
        var options = SessionOptions(today: 18_166, workingFolder: DemoProvince.path, display: DisplayText(style: .c))
        options.parallelism = Parallelism(threads: threads, rowsPerThread: 1_000, groupsToMerge: 1_000)
        options.memory = memory
        let session = Session(options: options)
        try session.open(paths: [DemoProvince.path])
        return session
    }

    private func typed(_ text: String) -> SourceText { SourceText(name: SourceText.typed, text: text) }

    private func profile(_ text: String, threads: Int = 1, memory: MemoryAccount = .unlimited) throws -> [ProfiledLine] {
        let session = try session(threads: threads, memory: memory)
        // So that it is known how many rows there are to share.
        _ = session.run(typed("from dossiers | summarize count(unit), count(fee), count(channel), count(id)"), into: SilentSink())
        return try #require(session.profile(typed(text), into: SilentSink()))
    }

    @Test("Each step says what it handed on, however many threads share it", arguments: [1, 2, 3])
    func rows(threads: Int) throws {
        let lines = try profile("from dossiers | where channel == \"online\" | summarize n = count() by unit | sort n desc | take 3", threads: threads)
        #expect(lines.map { $0.text.drop { $0 == " " }.prefix { $0 != " " } } == ["take", "sort", "aggregate", "filter", "scan"])
        let entries = lines.compactMap(\.entry)
        #expect(entries.map(\.rows) == [3, 3, 20, 17_857, 17_857])
        #expect(entries[4].bytes >= entries[3].bytes && entries[3].bytes > entries[2].bytes && entries[0].bytes > 0)
        #expect(entries[2].ways == (threads == 1 ? [] : ["\(threads) threads"]) + ["groups by place"])
        #expect(entries[1].ways == ["first rows only"] && entries[4].ways == ["from memory", "rows left out"])
        // Hardly anything is left to do for the last step.
        #expect(entries[0].nanoseconds < entries[2].nanoseconds + entries[3].nanoseconds + entries[4].nanoseconds)
    }

    @Test("What goes to disk says so, and both sides of a join are there")
    func disk() throws {
        let lines = try profile("from dossiers | keep unit, procedure | join procedures on procedure == id | summarize n = count() by title", memory: MemoryAccount(limit: .max, share: 0))
        #expect(lines.map { $0.entry?.rows } == [1_451, 75_540, 75_540, 2_678])
        #expect(lines[0].entry?.ways.contains("on disk") == true && lines[1].entry?.ways.contains("on disk") == true, "\(lines)")
    }

    @Test("Rows are dealt out by keys of which there are many, in memory or on disk", arguments: [false, true])
    func dealtOut(onDisk: Bool) throws {
        let memory = onDisk ? MemoryAccount(limit: .max, share: 0) : .unlimited
        for order in ["", " | take 5"] {
            let lines = try profile("from dossiers | summarize n = count(), fee = sum(fee) by id\(order) | summarize groups = count(), fee = sum(fee)", threads: 2, memory: memory)
            let groups = try #require(lines.last { $0.text.contains("aggregate") }?.entry)
            #expect(groups.ways.contains("rows dealt out by key") && groups.ways.contains("on disk") == onDisk, "\(groups.ways)")
            #expect(groups.rows == (order.isEmpty ? 75_540 : Batch.capacity))
        }
    }

    @Test("What is known is not run, and a mistake is told")
    func unrun() throws {
        let lines = try profile("from dossiers | summarize count()")
        #expect(lines[0].entry?.rows == 1 && lines[0].entry?.ways == ["known without reading"] && lines[1].entry == nil)
        #expect(try session().profile(typed("from dossier"), into: SilentSink()) == nil)
    }
}
