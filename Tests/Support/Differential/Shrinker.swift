import Reference
import Semantics

/// Makes a program and its world smaller while engine and reference still differ.
///
/// Stages, clauses and items are left out, parts in parentheses take the place of what they stand in, rows go by halves and
/// then one by one. The checker sees to it that what is left is a program.
final class Shrinker {
    struct Result {
        var program: TestProgram
        var world: TestWorld
        var difference: String
    }

    private let generated: WorldGenerator.Generated
    private let configuration: EngineConfiguration
    private let question: Question
    private var best: Result
    private var attempts = 0
    /// Attempts after which the rest is left as it is.
    private let limit = 1_500

    init(_ program: TestProgram, _ generated: WorldGenerator.Generated, _ configuration: EngineConfiguration, _ question: Question) {
        self.question = question
        self.generated = generated
        self.configuration = configuration
        best = Result(program: program, world: generated.world, difference: "none when it is run again")
    }

    func shrunk() -> Result {
        guard attempt(best.program, best.world) else { return best }
        shrinkRows()
        var isSmaller = true
        while isSmaller, attempts < limit {
            isSmaller = candidates(best.program).contains { attempt($0, best.world) }
        }
        shrinkRows()
        return best
    }

    /// Whether the two still differ there; then it is the best so far.
    private func attempt(_ program: TestProgram, _ world: TestWorld) -> Bool {
        attempts += 1
        guard attempts < limit, let checked = ProgramGenerator.check(program, in: world).checked else { return false }
        CurrentProgram.note("while a program was made smaller:\n\(program.text)\n")
        let expected = Agreement.Expected(checked, in: world.reference)
        guard let difference = question.difference(checked, expected, in: world, EngineRun(world, configuration)) else { return false }
        best = Result(program: program, world: world, difference: difference)
        return true
    }

    // MARK: Programs

    private func candidates(_ program: TestProgram) -> [TestProgram] {
        var result: [TestProgram] = []
        for index in program.stages.indices {
            var smaller = program
            smaller.stages.remove(at: index)
            result.append(smaller)
        }
        for (index, stage) in program.stages.enumerated() {
            for (position, clause) in stage.clauses.enumerated() {
                if !clause.lead.isEmpty {
                    var smaller = program
                    smaller.stages[index].clauses.remove(at: position)
                    result.append(smaller)
                }
                for item in clause.items.indices where clause.items.count > 1 {
                    var smaller = program
                    smaller.stages[index].clauses[position].items.remove(at: item)
                    result.append(smaller)
                }
                for (place, item) in clause.items.enumerated() {
                    for text in simplifications(item) {
                        var smaller = program
                        smaller.stages[index].clauses[position].items[place] = text
                        result.append(smaller)
                    }
                }
            }
        }
        for text in simplifications(program.source) {
            var smaller = program
            smaller.source = text
            result.append(smaller)
        }
        return result
    }

    /// The text with a part in parentheses or brackets, or a call, replaced by one of the parts inside it.
    private func simplifications(_ text: String) -> [String] {
        let letters = Array(text)
        var result: [String] = []
        var open: [Int] = []
        var isQuoted: Character?
        for (index, letter) in letters.enumerated() {
            if let quote = isQuoted {
                if letter == quote, letters[index - 1] != "\\" { isQuoted = nil }
                continue
            }
            switch letter {
            case "\"", "'", "`": isQuoted = letter
            case "(", "[": open.append(index)
            case ")", "]":
                guard let start = open.popLast() else { continue }
                var from = start
                while letter == ")", from > 0, letters[from - 1].isLetter || letters[from - 1] == "_" { from -= 1 }
                for part in parts(String(letters[(start + 1)..<index])) {
                    result.append(String(letters[..<from]) + part + String(letters[(index + 1)...]))
                }
            default: break
            }
        }
        return result.filter { $0.count < text.count }.sorted { $0.count < $1.count }
    }

    /// The inside of a pair of parentheses cut at commas, operators and words of the language.
    private func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var depth = 0
        var current = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let isCut = depth == 0 && Shrinker.separators.contains(String(word))
            depth += word.count { "([".contains($0) } - word.count { ")]".contains($0) }
            if isCut {
                parts.append(current)
                current = ""
            } else {
                let endsHere = depth == 0 && word.hasSuffix(",")
                current += (current.isEmpty ? "" : " ") + (endsHere ? String(word.dropLast()) : String(word))
                if endsHere {
                    parts.append(current)
                    current = ""
                }
            }
        }
        parts.append(current)
        return parts.filter { !$0.isEmpty && $0 != text } + (parts.count == 1 ? [text] : [])
    }

    private static let separators: Set<String> = [
        "+", "-", "*", "/", "per", "==", "!=", "<", "<=", ">", ">=", "~", "!~", "and", "or", "not", "if", "then", "else", "??", "in", "is", "where", "|",
    ]

    // MARK: Rows

    private func shrinkRows() {
        for table in best.world.tables.indices {
            var size = best.world.tables[table].rows.count
            while size > 0 {
                size = (size + 1) / 2
                var start = 0
                while start < best.world.tables[table].rows.count {
                    var tables = best.world.tables
                    tables[table].rows.removeSubrange(start..<min(start + size, tables[table].rows.count))
                    if let world = best.world.with(tables: tables, definitions: generated.definitions), attempt(best.program, world) { continue }
                    start += size
                }
                if size == 1 { break }
            }
        }
    }
}
