import Diagnostics
import Syntax

/// `sample n seed s`: rows for an audit, the same ones whenever the script runs again.
extension Checker {
    func sample(_ amount: Expression, seed: String?, _ stage: Stage, _ flow: inout Flow, _ source: SourceText) -> Bool {
        guard let amount = expression(amount, Scope(source: source, level: .constant)) else { return false }
        switch (amount.type.kind, amount.node) {
        case (.int(nil), .constant(.int(let count))) where count < 0:
            report(.negativeSample, at: amount.place)
            return false
        case (.int(nil), _), (.ratio, _): break
        default:
            report(.wanted("a number of rows or a share such as 5%", got: amount.type), at: amount.place)
            return false
        }
        guard let number = UInt64((seed ?? "0").filter { $0 != "_" }) else {
            report(.sampleSeed, at: Diagnostic.Place(source: source, span: stage.span))
            return false
        }
        let base = flow.relation.base
        let key = base.flatMap { catalogue.table($0.table)?.key }.flatMap { base?.columns[$0]?.id }
        // After a join a key stands more than once, and then its rows could only come together.
        let isUnique = base?.isMultiplied == false
        flow.stages.append(CheckedStage(.sample(CheckedSample(amount: amount, seed: number, key: isUnique ? key : nil)), span: stage.span))
        return true
    }
}
