import Diagnostics
import Semantics

/// The world as it is known without reading: what a checker sees while somebody types.
final class GlimpsedWorld: Catalogue {
    private let world: World

    init(_ world: World) { self.world = world }

    func table(_ name: String) -> TableInfo? { world.table(name) }
    var tableNames: [String] { world.tableNames }
    func ambiguousFiles(_ name: String) -> [String]? { world.ambiguousFiles(name) }
    func functions(_ name: String) -> [FunctionSignature] { world.functions(name) }
    var functionNames: [String] { world.functionNames }

    func file(_ path: String, options: [String: Value], columns needed: Set<String>?) throws(DiagnosticList) -> TableInfo {
        guard let table = world.glimpse(path, options: options) else { throw DiagnosticList(.noSuchPath(path)) }
        return table
    }
}
