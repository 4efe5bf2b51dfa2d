import Diagnostics
import Engine
import Formats
import Glibc
import Semantics
import Tables

/// `motcua freeze`: keeps the data that figures are counted from.
extension Session {
    /// Copies the data of a folder, runs the model's checks on the copies and puts them under a name.
    ///
    /// A failed check does not stop it, as it stops no report; what cannot be read does.
    ///
    /// - Parameters:
    ///   - model: of a folder that has none; it is kept with the data.
    ///   - moment: now, in microseconds.
    package func freeze(_ name: String, folder: String, model: String?, in store: FrozenStore, moment: Int64, into sink: any OutputSink) -> RunStatus {
        do throws(DiagnosticList) {
            let place = try store.place(of: name)
            if FilePath.exists(place) { throw DiagnosticList(.frozenNameTaken(name)) }
            guard FilePath.isFolder(folder) else { throw DiagnosticList(.noSuchFolder(folder)) }
            let files = try filesToFreeze(folder, model)
            let kept = try AtomicFolder(place)
            let size = try copy(files, from: folder, into: kept.temporary, moment: moment)
            let data = try FrozenData(name: name, place: kept.temporary)
            try open(frozen: data)
            let status = checkData(into: sink)
            guard status.exit == .done || status.exit == .checkFailed || (status.exit == .queryError && options.keepsGoing) else {
                kept.discard()
                return status
            }
            try kept.commit(isReadOnly: true)
            let count = options.display.number(String(files.count))
            sink.notice("froze \(name): \(count) file\(files.count == 1 ? "" : "s"), \(options.display.number(String(size))) bytes, sha256 \(data.hash)")
            return status
        } catch {
            sink.diagnostics(error.all)
            return RunStatus(ExitStatus(error.all))
        }
    }

    /// What a script could read there: the models, what they name, and the data files beside them; as paths with what they are called in
    /// the copy.
    private func filesToFreeze(_ folder: String, _ model: String?) throws(DiagnosticList) -> [(path: String, name: String)] {
        let scout = Session(options: options)
        if let model {
            try scout.world.replaceData(with: folder)
            try scout.world.loadModel(model)
        } else {
            try scout.open(paths: [folder])
        }
        var found: [String: String] = [:]
        for path in scout.world.dataFiles + Session.files(in: folder, isModelFolder: true) {
            let name = try Session.name(of: path, in: folder)
            found[name] = path
        }
        if let model { found[FilePath.name(of: model)] = model }
        return found.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.value, $0.key) }
    }

    /// Data files of a folder, and models of it and the folders below.
    private static func files(in folder: String, isModelFolder: Bool) -> [String] {
        Glob.names(in: folder).filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }.flatMap { name -> [String] in
            let path = FilePath.joined(folder, name)
            if FilePath.isFolder(path) { return files(in: path, isModelFolder: false) }
            return name.hasSuffix(".mc") || (isModelFolder && FileFormats.forPath(name) != nil) ? [path] : []
        }
    }

    private static func name(of path: String, in folder: String) throws(DiagnosticList) -> String {
        let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        let name = path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
        let leadsOut = name.hasPrefix("/") || name.split(separator: "/").contains("..")
        if leadsOut { throw DiagnosticList(.outsideOfFolder(path, folder)) }
        return name
    }

    /// - Returns: the bytes of all files.
    private func copy(_ files: [(path: String, name: String)], from folder: String, into place: String, moment: Int64) throws(DiagnosticList) -> Int {
        var sums = ""
        var size = 0
        for (path, name) in files {
            let target = "\(place)/data/\(name)"
            try AtomicFile.makeFolders(for: target)
            sums += "\(try FileCopy.make(of: path, at: target))  data/\(name)\n"
            size += FileStamp(target).size
        }
        try Session.write(sums, to: "\(place)/\(FrozenData.sumsName)")
        let about = FrozenAbout(folder: folder, frozen: MachineText(zone: world.zone).text(timestamp: moment), version: Version.current)
        try Session.write(about.text, to: "\(place)/\(FrozenData.aboutName)")
        return size
    }

    private static func write(_ text: String, to path: String) throws(DiagnosticList) {
        let file = try AtomicFile(path)
        try file.write(text)
        try file.commit()
    }
}
