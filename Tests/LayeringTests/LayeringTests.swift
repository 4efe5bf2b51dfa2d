import Support
import Testing

/// Imports run one way: each target imports what `Package.swift` lists for it and nothing else.
///
/// The compiler does not see to this: a target may import whatever a dependency of its dependency offers.
struct LayeringTests {
    /// Modules of the system that any target may import. Foundation is not among them: it costs
    /// milliseconds at every start, and no layer needs it.
    private static let system: Set<String> = ["Glibc", "Swift", "Synchronization"]

    @Test("No target imports more than the manifest lists for it")
    func imports() throws {
        let manifest = try #require(Manifest(ProjectFolder.text("\(ProjectFolder.path)/Package.swift")))
        let files = ProjectFolder.files(under: "Sources", ending: ".swift")
        #expect(!files.isEmpty)
        for file in files {
            let target = String(file.split(separator: "/")[1])
            let allowed = try #require(manifest.dependencies[target], "Package.swift has no target '\(target)'")
            for module in Self.imports(of: try #require(ProjectFolder.text("\(ProjectFolder.path)/\(file)"))) {
                #expect(
                    allowed.contains(module) || Self.system.contains(module),
                    "\(file) imports \(module), which Package.swift does not list for \(target)")
            }
        }
    }

    @Test("The reference judges the engine, so it imports nothing of it")
    func reference() throws {
        let manifest = try #require(Manifest(ProjectFolder.text("\(ProjectFolder.path)/Package.swift")))
        let allowed = try #require(manifest.dependencies["Reference"])
        #expect(allowed.isDisjoint(with: ["Engine", "Columns", "Planning", "Formats", "Session"]))
        let files = ProjectFolder.files(under: "Tests/Support/Reference", ending: ".swift")
        #expect(!files.isEmpty)
        for file in files {
            for module in Self.imports(of: try #require(ProjectFolder.text("\(ProjectFolder.path)/\(file)"))) {
                #expect(allowed.contains(module) || Self.system.contains(module), "\(file) imports \(module)")
            }
        }
    }

    @Test("Targets stand in the manifest bottom layer first, so no two can need each other")
    func order() throws {
        let manifest = try #require(Manifest(ProjectFolder.text("\(ProjectFolder.path)/Package.swift")))
        var seen: Set<String> = []
        for target in manifest.order {
            for dependency in manifest.dependencies[target] ?? [] where manifest.dependencies[dependency] != nil {
                #expect(seen.contains(dependency), "\(target) stands before \(dependency), which it imports")
            }
            seen.insert(target)
        }
    }

    /// The modules that a source imports: `import X`, `internal import struct X.Y`.
    private static func imports(of text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy({ modifiers.contains(String($0)) || $0.hasPrefix("@") }),
                let name = words[(place + 1)...].first(where: { !kinds.contains(String($0)) })
            else { return nil }
            return String(name.split(separator: ".")[0])
        }
    }

    private static let modifiers: Set<String> = ["public", "package", "internal", "private", "fileprivate"]
    private static let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
}

/// The targets of `Package.swift` that are no tests, with the names that their dependency lists hold.
///
/// Read as text: asking the package manager would take seconds and need its own build folder.
private struct Manifest {
    private(set) var dependencies: [String: Set<String>] = [:]
    private(set) var order: [String] = []

    init?(_ text: String?) {
        // The package's own name stands before its targets.
        guard let text, let start = text.firstRange(of: "targets: [") else { return nil }
        let targets = text[start.upperBound...]
        for kind in [".target(", ".executableTarget(", ".systemLibrary("] {
            for section in targets.split(separator: kind).dropFirst() {
                guard let name = Manifest.strings(in: section, after: "name:", until: ",").first else { continue }
                dependencies[name] = Set(Manifest.strings(in: Manifest.beforeNextTarget(section), after: "dependencies: [", until: "]"))
            }
        }
        // In the order of the file, whatever their kind.
        order = dependencies.keys.sorted { Manifest.place(of: $0, in: targets) < Manifest.place(of: $1, in: targets) }
    }

    private static func place(of name: String, in text: Substring) -> String.Index {
        text.firstRange(of: "name: \"\(name)\"")?.lowerBound ?? text.endIndex
    }

    private static func beforeNextTarget(_ section: Substring) -> Substring {
        let end = section.firstRange(of: "arget(")?.lowerBound ?? section.endIndex
        return section[..<end]
    }

    /// The quoted texts between two marks.
    private static func strings(in text: Substring, after start: String, until end: String) -> [String] {
        guard let opening = text.firstRange(of: start) else { return [] }
        let rest = text[opening.upperBound...]
        let list = rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)]
        return list.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
