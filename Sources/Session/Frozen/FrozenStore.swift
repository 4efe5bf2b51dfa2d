import Diagnostics
import Formats
import Glibc

/// Where frozen data is kept: a folder for each name, in the user's data folder and not beside the live data, which may be deleted, and is
/// often somebody else's.
///
///     NAME/about         where the data was, when it was frozen and by which motcua
///     NAME/SHA256SUMS    the hash of each file, in the form that `sha256sum -c` reads
///     NAME/data/…        copies of the files, as they lay in their folder, with their times
///
/// Copies of the source files, and nothing derived from them: they are exactly what the figures were counted from, in twenty years too,
/// and any other program can read them.
package struct FrozenStore: Sendable {
    let folder: String

    package init(folder: String) { self.folder = folder }

    /// - Throws: for a name that could lead out of the store or be taken for something else.
    func place(of name: String) throws(DiagnosticList) -> String {
        let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "/" } && !name.hasPrefix(".") && !name.hasPrefix("-") && name.utf8.count <= 200
        guard isPlain, !name.isEmpty, name != FrozenStore.live else { throw DiagnosticList(.frozenName(name)) }
        return "\(folder)/\(name)"
    }

    /// Opens what was frozen under a name.
    package func data(_ name: String) throws(DiagnosticList) -> FrozenData {
        let place = try place(of: name)
        guard FilePath.isFolder(place) else {
            throw DiagnosticList(.noFrozenData(name, near: Spelling.nearest(name, in: names, limit: 1).first, known: names))
        }
        return try FrozenData(name: name, place: place)
    }

    package var names: [String] { Glob.names(in: folder).filter { !$0.hasPrefix(".") && FilePath.isFolder("\(folder)/\($0)") } }

    /// What `diff` calls the data that is not frozen.
    package static let live = "live"
}
