import Diagnostics
import Formats
import Synchronization

/// Data that was frozen: the copies, and under which paths they are shown.
///
/// A report on frozen data has to be the same bytes as the one on the live data was, and it names files. So a copy bears the path that the
/// file had: seen from the script for a model that the script uses, else from the folder that was frozen.
package final class FrozenData: Sendable {
    package let name: String
    /// Of the list of hashes: what a person may write down, to tell this state of the data from any other.
    package let hash: String
    /// The folder of the copies.
    let root: String
    private let hashes: [String: String]
    private let state: Mutex<State>

    private struct State: Sendable {
        /// What stands for `root` in what is shown.
        var shownRoot: String
        var verified: Set<String> = []
    }

    init(name: String, place: String) throws(DiagnosticList) {
        self.name = name
        root = "\(place)/data"
        let sums = "\(place)/\(FrozenData.sumsName)"
        var hashes: [String: String] = [:]
        for line in try ScriptFile.read(sums).text.split(separator: "\n") {
            guard let gap = line.firstRange(of: "  data/") else { throw DiagnosticList(.frozenDataDamaged(name, file: FrozenData.sumsName)) }
            hashes[String(line[gap.upperBound...])] = String(line[..<gap.lowerBound])
        }
        self.hashes = hashes
        hash = try SHA256.hash(of: try InputFile(sums))
        let about = FrozenAbout(text: try ScriptFile.read("\(place)/\(FrozenData.aboutName)").text)
        state = Mutex(State(shownRoot: about.folder))
    }

    static let sumsName = "SHA256SUMS"
    static let aboutName = "about"

    // MARK: Paths

    /// The copy of a file that a statement names: of all that lies behind `../../data/2019/a.csv` the longest end that was frozen.
    /// - Parameter isModel: what it names is then shown as lying there.
    /// - Throws: `not-in-frozen-data`
    func path(_ written: String, from folder: String, isModel: Bool) throws(DiagnosticList) -> String {
        var parts = written.split(separator: "/")[...]
        while !parts.isEmpty {
            let end = parts.joined(separator: "/")
            let candidate = "\(root)/\(end)"
            if let found = try? Glob.expand(candidate), !found.isEmpty {
                if isModel {
                    let shown = FrozenData.folder(of: FilePath.joined(folder, written), before: end)
                    state.withLock { $0.shownRoot = shown }
                }
                return candidate
            }
            parts.removeFirst()
        }
        throw DiagnosticList(.notInFrozenData(written, name))
    }

    /// `../data` of `../data/2019/a.csv` before `2019/a.csv`.
    private static func folder(of path: String, before end: String) -> String {
        let front = String(decoding: path.utf8.dropLast(end.utf8.count), as: UTF8.self)
        if front.isEmpty { return "." }
        return front.utf8.count > 1 && front.hasSuffix("/") ? String(front.dropLast()) : front
    }

    /// The path of a copy as it is shown.
    func shown(_ path: String) -> String {
        guard path.hasPrefix(root) else { return path }
        let rest = path.dropFirst(root.utf8.count)
        let shownRoot = state.withLock { $0.shownRoot }
        if rest.isEmpty { return shownRoot }
        return FilePath.joined(shownRoot, String(rest.dropFirst()))
    }

    /// The copy behind a path that was shown.
    func actual(_ shown: String) -> String {
        if shown.hasPrefix(root) { return shown }
        let shownRoot = state.withLock { $0.shownRoot }
        let prefix = shownRoot == "." ? "" : shownRoot.hasSuffix("/") ? shownRoot : shownRoot + "/"
        guard shown.hasPrefix(prefix) else { return shown }
        return "\(root)/\(shown.dropFirst(prefix.count))"
    }

    // MARK: Hashes

    /// Copies are looked at before they are read, each once.
    /// - Throws: `frozen-data-damaged`
    func verify(_ paths: [String]) throws(DiagnosticList) {
        for path in paths where state.withLock({ !$0.verified.contains(path) }) {
            let file = String(path.dropFirst(root.utf8.count + 1))
            guard path.hasPrefix(root), let expected = hashes[file] else { throw DiagnosticList(.notInFrozenData(file, name)) }
            guard try SHA256.hash(of: try InputFile(path)) == expected else { throw DiagnosticList(.frozenDataDamaged(name, file: file)) }
            state.withLock { _ = $0.verified.insert(path) }
        }
    }
}

/// What is written down about frozen data beside its hashes.
struct FrozenAbout {
    /// The folder that was frozen, as it was typed.
    var folder: String
    /// When, with the zone's offset.
    var frozen: String
    var version: String

    var text: String { "folder: \(folder)\nfrozen: \(frozen)\nmotcua: \(version)\n" }

    init(folder: String, frozen: String, version: String) {
        self.folder = folder
        self.frozen = frozen
        self.version = version
    }

    init(text: String) {
        var values: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            if let mark = line.firstRange(of: ": ") { values[line[..<mark.lowerBound]] = line[mark.upperBound...] }
        }
        folder = values["folder"].map(String.init) ?? "."
        frozen = values["frozen"].map(String.init) ?? ""
        version = values["motcua"].map(String.init) ?? ""
    }
}
