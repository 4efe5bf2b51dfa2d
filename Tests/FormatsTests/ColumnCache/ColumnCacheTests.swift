import Columns
import Diagnostics
@testable import Formats
import Glibc
import Semantics
import Synchronization
import Tables
import Testing

/// What one reading of a table tells: the same with and without a cache.
private struct Reading: Equatable, Sendable {
    var table: TableText?
    var mistakes: [String]
    var hints: [String] = []
    var badCells: [String: Int] = [:]
    var fileRows: [Int]?

    init(_ paths: [String], _ cache: ColumnCache?, columns: [String]? = nil, options: [String: Value] = [:], declared: [TableInfo.Column]? = nil, keepsGoing: Bool = false) {
        var found: (OpenedFile, TableText, [String: Int])?
        mistakes = messages {
            let opened = try FileFormats.openFile(paths: paths, options: options, declared: declared, cache: cache)
            let context = LoneReading(keepsGoing: keepsGoing)
            found = (opened, try TableText(opened, columns: columns, context: context), context.counters.badCells)
        }
        guard let (opened, table, badCells) = found else { return }
        self.table = table
        self.badCells = badCells
        hints = opened.hints
        fileRows = opened.source.fileRows?.map(\.rows)
    }
}

/// A folder for a cache, which keeps files of any size and age.
private final class CacheFolder: Sendable {
    private let parent: String
    var path: String { "\(parent)/cache" }

    init() {
        var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/motcua-cache-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } }
        // Never a folder of somebody else's: its files are deleted at the end.
        guard let made else { preconditionFailure("no folder for temporary files") }
        parent = made
    }

    deinit {
        for name in files { unlink("\(path)/\(name)") }
        rmdir(path)
        rmdir(parent)
    }

    func cache(batchRows: Int = 1 << 20, limit: Int? = nil, memory: MemoryAccount = .unlimited) -> ColumnCache {
        ColumnCache(folder: path, memory: memory, smallestSource: 0, settlingSeconds: 0, batchRows: batchRows, limit: limit)
    }

    var files: [String] { Glob.names(in: path) }
    var columns: [String] { files.filter { $0.hasSuffix(".arrow") } }

    func status(_ name: String = ".") -> stat {
        var status = stat()
        stat("\(path)/\(name)", &status)
        return status
    }

    func bytes(_ name: String) throws -> [UInt8] {
        let file = try InputFile("\(path)/\(name)")
        var bytes = [UInt8](repeating: 0, count: file.facts.size)
        _ = try bytes.withUnsafeMutableBytes { try file.read(at: 0, into: $0) }
        return bytes
    }

    func write(_ name: String, _ bytes: [UInt8]) {
        unlink("\(path)/\(name)")
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT, 0o600)
        bytes.withUnsafeBytes { _ = Glibc.write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
    }
}

@Suite struct ColumnCacheTests {
    private let folder = TemporaryFolder()
    private let store = CacheFolder()

    private static let text = "id,name,fee,rate,day,at,ok,pattern,empty\n"
        + "007,Nam Định,1.50,94.9%,2019-06-30,2019-06-30T14:05:00,true,1.002835,\n"
        + "008,e\u{301},-2.25,100%,2019-07-01,2019-07-01T00:00:00,false,1.001234,\n"
        + ",Nam Định,,,,,,,\n"

    private static let declared = [
        column("id", Type(.text, optional: true)), column("fee", Type(.decimal(Currency("VND")), optional: true)), column("day", Type(.date, optional: true)),
        column("name", Type(.enumeration(["é", "Nam Định"]))), column("rate", Type(.ratio(counted: false), optional: true)),
    ]

    // MARK: Memory

    @Test("No more of the cache is in memory than an eighth of what queries may use, and rows that had to go are the same")
    func fewPages() throws {
        let lines = (0..<5_000).map { "\($0),tên \($0 % 700),2019-0\($0 % 9 + 1)-1\($0 % 10)\n" }
        let path = folder.file("x.csv", "id,name,day\n" + lines.joined())
        let first = Reading([path], store.cache(batchRows: 500))
        for limit in [Int.max, 200_000, 1] {
            let cache = store.cache(batchRows: 500, memory: MemoryAccount(limit: limit))
            #expect(Reading([path], cache) == first)
            let opened = try FileFormats.openFile(paths: [path], cache: cache)
            let once = try TableText(opened)
            #expect(once == first.table)
            let whole = store.columns.reduce(0) { $0 + Int(store.status($1).st_size) }
            #expect(limit == .max ? cache.pages.byteCount > whole / 2 : cache.pages.byteCount <= max(limit / 8, 21_000), "\(limit): \(cache.pages.byteCount) of \(whole)")
            #expect(try TableText(opened) == once)
        }
    }

    // MARK: The same with and without

    @Test("The first, the second and a later reading are those without a cache: rows, types, hints, rows of files")
    func sameAnswers() {
        let path = folder.file("x.csv", Self.text)
        for columns in [nil, ["id", "fee"], ["name"], ["fee", "at", "name"], []] as [[String]?] {
            let without = Reading([path], nil, columns: columns)
            #expect(without.mistakes == [])
            for _ in 0..<3 { #expect(Reading([path], store.cache(), columns: columns) == without) }
        }
        for _ in 0..<3 { #expect(Reading([path], store.cache(), declared: Self.declared) == Reading([path], nil, declared: Self.declared)) }
        #expect(Reading([path], store.cache(), options: ["separator": .text(";")]) == Reading([path], nil, options: ["separator": .text(";")]))
    }

    @Test("Several files, other formats, and periods and durations")
    func otherSources() {
        let first = folder.file("a.jsonl", "{\"n\": 1, \"t\": \"x\"}\n{\"n\": 2}\n")
        let second = folder.file("b.jsonl", "{\"n\": 3, \"m\": 4.5}\n")
        let tsv = folder.file("c.tsv", "p\tw\n2019-H1\t3 months\n2019-06\t15 working days\n\t\n")
        let declared = [column("p", Type(.period, optional: true)), column("w", Type(.duration, optional: true))]
        for _ in 0..<3 {
            #expect(Reading([first, second], store.cache()) == Reading([first, second], nil))
            #expect(Reading([tsv], store.cache(), declared: declared) == Reading([tsv], nil, declared: declared))
        }
        #expect(Reading([first, second], store.cache()).fileRows == [2, 1])
    }

    @Test("Bad cells are not kept, and are said or counted each time")
    func badCells() {
        let path = folder.file("x.csv", "a,n\nx,1\ny,two\nz,\n")
        let declared = [column("a", .text), column("n", .int)]
        let without = Reading([path], nil, declared: declared)
        #expect(without.mistakes.count == 1)
        for _ in 0..<2 { #expect(Reading([path], store.cache(), declared: declared) == without) }
        #expect(store.columns == [])
        let going = Reading([path], nil, declared: declared, keepsGoing: true)
        #expect(going.badCells == ["n": 2])
        for _ in 0..<3 { #expect(Reading([path], store.cache(), declared: declared, keepsGoing: true) == going) }
        // The other column is good.
        for _ in 0..<2 { #expect(Reading([path], store.cache(), columns: ["a"], declared: declared) == Reading([path], nil, columns: ["a"], declared: declared)) }
        #expect(Reading([path], store.cache(), declared: declared) == without)
        #expect(Reading([path], store.cache(), declared: declared, keepsGoing: true) == going)
    }

    @Test("Rows by the thousand, in batches of every length: codes, codes that become texts, decimals that grow", arguments: [1, 2_048, 5_000, 1 << 20])
    func manyRows(batchRows: Int) {
        var lines = "code,id,late,fee,flag\n"
        for row in 0..<9_000 {
            lines += "\(["counter", "post", ""][row % 3]),D\(row),\(row < 8_500 ? "x" : "y\(row)"),\(row < 8_000 ? "\(row)" : "\(row).5"),\(row % 7 == 0)\n"
        }
        let path = folder.file("x.csv", lines)
        let without = Reading([path], nil)
        for _ in 0..<3 { #expect(Reading([path], store.cache(batchRows: batchRows)) == without) }
        #expect(store.columns.count == 5)
        let declared = [column("fee", .decimal), column("late", .text)]
        for _ in 0..<3 { #expect(Reading([path], store.cache(batchRows: batchRows), declared: declared) == Reading([path], nil, declared: declared)) }
    }

    @Test("Numbers that later rows make longer, in batches of every length", arguments: [1, 700, 1 << 20])
    func growing(batchRows: Int) throws {
        /// Of each column the value of a row: what it begins as, and what it comes to.
        let columns: [(name: String, value: (Int) -> String)] = [
            ("one", { _ in "7" }), ("short", { "\($0 % 200)" }), ("two", { "\($0)" }), ("below", { "\($0 < 2_000 ? $0 : -$0)" }),
            ("four", { "\($0 < 2_500 ? $0 % 9 : 3_000_000_000)" }), ("full", { "\($0 < 2_500 ? $0 % 9 : 9_000_000_000_000_000_000 - $0)" }),
            ("stepped", { "\($0 < 2_000 ? 5_000 * $0 : 5_000 * $0 + 1)" }), ("late", { $0 < 1_500 ? "" : "\($0)" }), ("early", { $0 < 1_500 ? "\($0)" : "" }),
            ("day", { "20\(10 + $0 / 400)-0\($0 % 9 + 1)-11" }), ("moment", { "2024-03-0\(1 + $0 / 500)T08:\(10 + $0 % 50)\($0 < 2_800 ? "" : ":07")" }),
            ("fee", { "\($0 % 300),\($0 < 2_000 ? 5 : 75)".replacing(",", with: ".") }), ("code", { "c\($0 < 900 ? $0 % 50 : $0 % 400)" }), ("flag", { "\($0 % 3 == 0)" }),
        ]
        let rows = batchRows == 1 ? 120 : 3_000
        let lines = (0..<rows).map { row in columns.map { $0.value(batchRows == 1 ? row * 25 : row) }.joined(separator: ",") }
        let path = folder.file("x.csv", ([columns.map(\.name).joined(separator: ",")] + lines).joined(separator: "\n") + "\n")
        let without = Reading([path], nil)
        #expect(without.table != nil)
        for _ in 0..<3 { #expect(Reading([path], store.cache(batchRows: batchRows)) == without) }
        #expect(store.columns.count == columns.count)
        // Eight bytes a number in one column alone, which needs them; validity and descriptions of batches are small beside.
        if batchRows == 1 << 20 { #expect(store.columns.filter { Int(store.status($0).st_size) > 8 * rows }.count == 1) }
    }

    @Test("Parts of a table in the cache are its rows, in order", arguments: [1, 2, 3, 5])
    func parts(count: Int) throws {
        let path = folder.file("x.csv", "n\n" + (0..<10_000).map { "\($0)\n" }.joined())
        _ = Reading([path], store.cache())
        let opened = try FileFormats.openFile(paths: [path], cache: store.cache())
        var next: Int64 = 0
        for part in 0..<count {
            let cursor = try #require(try opened.source.open(columns: ["n"], part: ReadingPart(part, of: count), filter: nil, context: LoneReading()))
            while let batch = try cursor.next() {
                guard case .int(let numbers) = batch.columns[0] else { return #expect(Bool(false), "whole numbers are held as such") }
                for row in 0..<batch.count {
                    #expect(numbers.values[row] == next)
                    next += 1
                }
            }
        }
        #expect(next == 10_000)
    }

    @Test("Rows that cannot pass are left out, and their bytes not even looked at")
    func zones() throws {
        let path = folder.file("x.csv", "n\n" + (0..<20_000).map { "\($0)\n" }.joined())
        func cache() -> ColumnCache { ColumnCache(folder: store.path, smallestSource: 0, settlingSeconds: 0, batchRows: 100, zoneRows: 10) }
        _ = Reading([path], cache())
        let name = try #require(store.columns.first)
        let whole = try store.bytes(name)
        let small = try #require(NumberRange(.less, .int(15), type: .int))
        let filter = ScanFilter(columns: ["n"], zones: .within(0, small), rows: nil, isWhole: false, counted: [], spent: [])
        /// The rows that are handed out, and the number of the others.
        func read() throws -> (rows: Int, leftOut: Int) {
            let opened = try FileFormats.openFile(paths: [path], cache: cache())
            let cursor = try #require(try opened.source.open(columns: ["n"], part: .whole, filter: filter, context: LoneReading()))
            var rows = 0
            while let batch = try cursor.next() { rows += batch.count }
            return (rows, cursor.chosen?.leftOut ?? 0)
        }
        let found = try read()
        #expect(found.rows == 20 && found.leftOut == 19_980)
        // In the last of several batches.
        var damaged = whole
        let values = try #require(whole.indices.last { whole[$0...].starts(with: [0x1E, 0x4E, 0x1F, 0x4E]) }, "19,998 and 19,999, the last numbers, in two bytes each")
        damaged[values] ^= 0x10
        store.write(name, damaged)
        let again = try read()
        #expect(again.rows == 20 && again.leftOut == 19_980)
        #expect(try store.bytes(name) == damaged)
        #expect(Reading([path], cache()) == Reading([path], nil))
        #expect(try store.bytes(name) == whole)
    }

    // MARK: What is read

    @Test("While the cache has what is needed, the files are not parsed")
    func notParsed() throws {
        let path = folder.file("x.csv", Self.text)
        let parses = Atomic<Int>(0)
        func read(_ columns: [String]) throws -> TableText {
            let file = try InputFile(path)
            let key = try #require(SourceKey([file], formats: ["csv"], options: [:], zone: "UTC", settlingSeconds: 0))
            let source = try CachedSource([file], options: FileOptions(), declared: nil, zone: .hoChiMinh, cache: store.cache(), key: key) { () throws(DiagnosticList) in
                parses.wrappingAdd(1, ordering: .relaxed)
                let layout = try CSVLayout(file, options: FileOptions(), separator: nil, blockSize: 1 << 20)
                return try FileSource([FileSource.File(input: file, layout: layout, options: FileOptions())], declared: nil, zone: .hoChiMinh, blockSize: 1 << 20)
            }
            return try TableText(OpenedFile(source: source), columns: columns)
        }
        let first = try read(["id", "fee"])
        #expect(parses.load(ordering: .relaxed) == 1)
        #expect(try read(["id", "fee"]) == first)
        #expect(try read(["fee"]).rows == first.rows.map { [$0[1]] })
        #expect(parses.load(ordering: .relaxed) == 1)
        _ = try read(["fee", "day"])
        #expect(parses.load(ordering: .relaxed) == 2)
        _ = try read(["fee", "day", "id"])
        #expect(parses.load(ordering: .relaxed) == 2)
    }

    @Test("A source that is changed, cut short, replaced or deleted is noticed")
    func changedSource() {
        let path = folder.file("x.csv", "n\n1\n2\n")
        #expect(Reading([path], store.cache()).table?.rows == [["1"], ["2"]])
        _ = folder.file("x.csv", "n\n1\n9\n")
        #expect(Reading([path], store.cache()).table?.rows == [["1"], ["9"]])
        truncate(path, 4)
        #expect(Reading([path], store.cache()).table?.rows == [["1"]])
        let other = folder.file("other.csv", "n\n7\n")
        rename(other, path)
        #expect(Reading([path], store.cache()).table?.rows == [["7"]])
        unlink(path)
        #expect(Reading([path], store.cache()).mistakes == ["there is no file '\(path)'"])
    }

    @Test("What was changed within the last two seconds is not kept, nor what is small, nor what is no file")
    func notKept() {
        let path = folder.file("x.csv", Self.text)
        _ = Reading([path], ColumnCache(folder: store.path, smallestSource: 0))
        _ = Reading([path], ColumnCache(folder: store.path, settlingSeconds: 0))
        #expect(store.files == [])
        #expect(SourceKey.isNamed(path))
        #expect(!SourceKey.isNamed("/dev/null"))
    }

    @Test("Private columns are never written")
    func privateColumns() throws {
        let path = folder.file("x.csv", "id,name\n1,Nguyễn Văn A\n")
        let declared = [column("id", .text), column("name", .text, isPrivate: true)]
        for _ in 0..<2 { #expect(Reading([path], store.cache(), declared: declared) == Reading([path], nil, declared: declared)) }
        #expect(store.columns.count == 1)
        for name in store.files { #expect(!String(decoding: try store.bytes(name), as: UTF8.self).contains("Nguyễn")) }
    }

    // MARK: The folder

    @Test("Folder and files are for their owner alone, also where the folder was open to others")
    func rights() {
        let path = folder.file("x.csv", Self.text)
        _ = Reading([path], store.cache())
        #expect(store.status().st_mode & 0o777 == 0o700)
        for name in store.files { #expect(store.status(name).st_mode & 0o777 == 0o600) }
        chmod(store.path, 0o755)
        _ = Reading([path], store.cache(), columns: ["id"], options: ["header": .int(1)])
        #expect(store.status().st_mode & 0o777 == 0o700)
    }

    @Test("A folder that cannot be made costs nothing but the cache")
    func noFolder() {
        let path = folder.file("x.csv", Self.text)
        let cache = ColumnCache(folder: path + "/cache", smallestSource: 0, settlingSeconds: 0)
        for _ in 0..<2 { #expect(Reading([path], cache) == Reading([path], nil)) }
    }

    @Test("A damaged file is noticed, dropped and made anew")
    func damage() throws {
        let path = folder.file("x.csv", Self.text)
        let without = Reading([path], nil)
        _ = Reading([path], store.cache())
        let names = store.files
        #expect(names.count == 10)
        for name in names {
            let whole = try store.bytes(name)
            for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 40)) {
                var damaged = whole
                damaged[place] ^= 0x10
                store.write(name, damaged)
                #expect(Reading([path], store.cache()) == without, "\(name), byte \(place)")
                #expect(try store.bytes(name) == whole, "\(name), byte \(place)")
            }
            for count in [0, 1, whole.count / 2, whole.count - 1] {
                store.write(name, Array(whole.prefix(count)))
                #expect(Reading([path], store.cache()) == without, "\(name), \(count) bytes")
                #expect(try store.bytes(name) == whole, "\(name), \(count) bytes")
            }
        }
    }

    @Test("What was not used for longest goes when there is no room")
    func room() throws {
        let paths = (0..<4).map { folder.file("x\($0).csv", "n\n" + (0..<2_000).map { row in "\(row)\n" }.joined()) }
        _ = Reading([paths[0]], store.cache())
        let column = try #require(store.columns.first)
        let size = Int(store.status(column).st_size)
        for path in paths.dropFirst() {
            _ = Reading([paths[0]], store.cache(limit: size * 5 / 2))
            usleep(20_000)
            _ = Reading([path], store.cache(limit: size * 5 / 2))
            usleep(20_000)
            #expect(store.columns.contains(column))
            #expect(store.columns.count <= 2)
        }
        // What a process that was killed has left.
        store.write(".x.arrow.1-0.tmp", [1])
        var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
        utimensat(AT_FDCWD, "\(store.path)/.x.arrow.1-0.tmp", &times, 0)
        store.cache().makeRoom()
        #expect(!store.files.contains(".x.arrow.1-0.tmp"))
    }

    @Test("Many at once write and read the same")
    func together() async {
        let path = folder.file("x.csv", "n,t\n" + (0..<3_000).map { "\($0),x\($0 % 5)\n" }.joined())
        let without = Reading([path], nil)
        let store = store
        let differing = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { (0..<8).count { _ in Reading([path], store.cache()) != without } } }
            return await group.reduce(0, +)
        }
        #expect(differing == 0)
        #expect(store.columns.count == 2)
        #expect(!store.files.contains { $0.hasSuffix(".tmp") })
    }
}

extension SourceKey {
    /// Whether a file has a key.
    fileprivate static func isNamed(_ path: String) -> Bool {
        (try? InputFile(path)).flatMap { SourceKey([$0], formats: ["csv"], options: [:], zone: "UTC", settlingSeconds: 0) } != nil
    }
}
