import Diagnostics
import Formats

/// What a run was asked to do, as its log says: enough to run it again.
package struct RunRequest: Sendable {
    package var script: String
    package var parameters: [(name: String, value: String)]
    /// `2019-06-30`
    package var asOf: String?
    package var frozen: String?
    /// The folder of live data, where it was not the model's.
    package var data: String?
    /// What it is called where it is compared.
    package var name: String
    /// The hashes of the files that it read, by their paths, when its log has them.
    package private(set) var inputs: [String: String] = [:]

    package init(script: String, parameters: [(name: String, value: String)], asOf: String?, frozen: String?, data: String? = nil, name: String) {
        self.script = script
        self.parameters = parameters
        self.asOf = asOf
        self.frozen = frozen
        self.data = data
        self.name = name
    }

    /// - Throws: when the file is no log of a saved script.
    package init(log path: String) throws(DiagnosticList) {
        guard let log = JSONText(reading: try ScriptFile.read(path).text), let request = log["request"], let script = request["script"]?.string else {
            throw DiagnosticList(.notLog(path))
        }
        self.script = script
        parameters = (request["parameters"]?.members ?? []).compactMap { member in member.value.string.map { (member.name, $0) } }
        asOf = request["as_of"]?.string
        frozen = request["frozen"]?.string
        data = request["data"]?.string
        name = FilePath.stem(of: path)
        for input in log["inputs"]?.elements ?? [] { if let path = input["path"]?.string, let hash = input["sha256"]?.string { inputs[path] = hash } }
    }

    /// As a log says it.
    var json: JSONText {
        .object([
            ("script", .string(script)), ("parameters", .object(parameters.map { ($0.name, .string($0.value)) })), ("as_of", .optional(asOf)),
            ("frozen", .optional(frozen)), ("data", .optional(data)),
        ])
    }
}
