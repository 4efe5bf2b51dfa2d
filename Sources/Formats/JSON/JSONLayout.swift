import Diagnostics

/// The keys of a file of JSON objects, which only reading all of it can tell.
struct JSONLayout: RecordLayout {
    let names: [String]
    var hints: [String] { [] }
    var stringsAreTyped: Bool { false }

    /// Reads the whole file once for its keys, in order of first appearance. O(bytes).
    init(discovering file: InputFile, blockSize: Int) throws(DiagnosticList) {
        let keys = JSONKeys()
        let scanner = JSONScanner(try ByteWindow(file, blockSize: blockSize), keys: keys, slots: [], isDiscovering: true)
        let table = SpanTable(slotCount: 0)
        repeat { try scanner.scan(limit: SpanTable.capacity, into: table) } while table.count > 0
        names = keys.names
    }

    /// A file whose columns a model declares: nothing is read.
    init(declared: [String]) { names = declared }

    func makeScanner(_ file: InputFile, blockSize: Int, wanted: [WantedColumn]) throws(DiagnosticList) -> any RecordScanner {
        // Wanted keys come first, so that a slot is a key's number.
        JSONScanner(try ByteWindow(file, blockSize: blockSize), keys: JSONKeys(wanted.map(\.name)), slots: Array(wanted.indices))
    }
}
