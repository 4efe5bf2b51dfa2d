import Diagnostics

/// Definitions stand for what they say, so checking one means checking it again wherever it is used: bounded, against
/// definitions that use themselves and against those that double at each step.
extension Checker {
    /// Definitions inside one another. Each costs stack, and nobody reads thirty of them.
    private static let depthLimit = 32
    /// Uses of definitions in one statement, those inside definitions counted.
    private static let countLimit = 10_000

    /// Notes that a definition is being gone into; `endExpanding` must follow when this is true.
    /// - Returns: false after reporting why not.
    func beginExpanding(_ marker: String, _ name: String, _ place: Diagnostic.Place, hints: [String] = []) -> Bool {
        if expanding.contains(marker) {
            report(.circularDefinition(name), at: place, hints: hints)
            return false
        }
        guard expanding.count < Checker.depthLimit, expansionCount < Checker.countLimit else {
            report(.definitionsTooDeep(name), at: place)
            return false
        }
        expanding.append(marker)
        expansionCount += 1
        return true
    }

    func endExpanding() { expanding.removeLast() }
}
