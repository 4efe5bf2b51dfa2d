import Diagnostics
@testable import Formats
import Glibc
import Semantics
import Testing

@Suite struct FileTests {
    @Test(arguments: [
        ("dossiers-*.csv", "dossiers-2019.csv", true), ("*", "", true), ("*", "abc", true), ("a*b*c", "aXbXbc", true),
        ("a*b*c", "aXbXb", false), ("đ?nh", "định", true), ("??", "a", false), ("*.csv", "x.tsv", false), ("**a", "ba", true),
    ])
    func patterns(pattern: String, name: String, matches: Bool) {
        #expect(Glob.matches(Array(name), Array(pattern)) == matches)
    }

    @Test func globsAreSortedAndSayWhatIsThere() throws {
        let folder = TemporaryFolder()
        _ = folder.file("dossiers-2.csv", "a\n3\n")
        _ = folder.file("dossiers-1.csv", "a\n1\n2\n")
        _ = folder.file(".dossiers-0.csv", "a\n9\n")
        #expect(try TableText(folder.path + "/dossiers-*.csv").rows == [["1"], ["2"], ["3"]])
        #expect(try TableText(folder.path.dropLast(3) + "*/dossiers-?.csv").rows.count == 3)
        #expect(messages { _ = try Glob.expand(folder.path + "/x*.csv") } == ["no file matches '\(folder.path)/x*.csv'"])
        do {
            _ = try Glob.expand(folder.path + "/dosiers-1.csv")
            Issue.record("the file is not there")
        } catch {
            #expect(error.all[0].hints == ["did you mean 'dossiers-1.csv', 'dossiers-2.csv'?"])
            #expect(error.all[0].kind == .outside)
        }
    }

    @Test func filesOfOneTableMayOrderTheirColumnsDifferently() throws {
        let folder = TemporaryFolder()
        _ = folder.file("x1.csv", "a,b\n1,x\n2,\n")
        _ = folder.file("x2.csv", "b;a\ny;3.5\n")
        let table = try TableText(folder.path + "/x*.csv")
        #expect(table.types == ["decimal", "text?"])
        #expect(table.rows == [["1", "x"], ["2", nil], ["3.5", "y"]])
        let third = folder.file("x3.csv", "a\n1\n")
        #expect(messages { _ = try TableText(folder.path + "/x*.csv") } == ["'\(third)' has no column 'b', which other files of the table have"])
    }

    @Test func factsOfFiles() throws {
        let folder = TemporaryFolder()
        let path = folder.file("x.csv", "a\n1\n")
        let opened = try FileFormats.openFile(paths: [path])
        #expect(opened.files.map(\.size) == [4])
        #expect(opened.files[0].modified > 1_500_000_000_000_000_000)
    }

    @Test func pipesAreReadToo() throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/pipe.csv"
        #expect(mkfifo(path, 0o600) == 0)
        let writer = Thread.start {
            let descriptor = open(path, O_WRONLY)
            let bytes = Array("a,b\n1,x\n2,y\n".utf8)
            _ = write(descriptor, bytes, bytes.count)
            close(descriptor)
        }
        defer { pthread_join(writer, nil) }
        #expect(try TableText(FileFormats.openFile(paths: [path])).rows == [["1", "x"], ["2", "y"]])
    }

    @Test func atomicFilesAppearWholeOrNotAtAll() throws {
        let folder = TemporaryFolder()
        let path = folder.file("out.csv", "old")
        do {
            let file = try AtomicFile(path)
            try file.write("new")
            #expect(Glob.names(in: folder.path).count == 2)
        }
        #expect(Glob.names(in: folder.path) == ["out.csv"])
        #expect(contents(path) == "old")
        let file = try AtomicFile(path)
        try file.write("new ")
        try file.write("text")
        try file.commit()
        #expect(contents(path) == "new text")
        #expect(Glob.names(in: folder.path) == ["out.csv"])
        let null = try AtomicFile("/dev/null")
        try null.write("x")
        try null.commit()
        #expect(messages { _ = try AtomicFile(folder.path) } == ["'\(folder.path)' cannot be written: it is a folder"])
        #expect(messages { _ = try AtomicFile(folder.path + "/none/x.csv") } == ["'\(folder.path)/none/x.csv' cannot be written: its folder does not exist"])
    }

    private func contents(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1_000)
        let count = read(descriptor, &bytes, 1_000)
        return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
    }
}

/// A thread that runs one closure, for the other end of a pipe.
private enum Thread {
    private final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Box(body)).toOpaque()
        pthread_create(&thread, nil, { argument in
            argument.map { Unmanaged<Box>.fromOpaque($0).takeRetainedValue().body() }
            return nil
        }, box)
        return thread
    }
}
