import Characters

/// A text that stands in every match, by which texts that cannot match are passed over without a look at the pattern.
struct RegularLiteral: Sendable {
    let needle: Needle
    /// The pattern says nothing else: where the text stands there is a match.
    let isWhole: Bool

    /// The longest run of scalars that the pattern prescribes; `nil` when it prescribes none.
    init?(_ tree: RegularTree) {
        var runs = Runs()
        runs.add(tree)
        runs.end()
        guard !runs.longest.isEmpty else { return nil }
        needle = Needle(runs.longest)
        isWhole = runs.isWhole
    }

    private struct Runs {
        private(set) var longest: [UInt8] = []
        private(set) var isWhole = true
        private var current: [UInt8] = []

        mutating func add(_ tree: RegularTree) {
            switch tree {
            case .empty: break
            case .scalars(let set):
                guard let single = set.single, let scalar = Unicode.Scalar(single) else { return interrupt() }
                current.append(contentsOf: Array(String(scalar).utf8))
            case .sequence(let parts):
                for part in parts { add(part) }
            case .group(let inner, number: _): add(inner)
            case .assertion:
                // It takes no scalar, so what stands on both sides is still one run.
                isWhole = false
            case .repeated(let inner, let minimum, let maximum, isGreedy: _):
                // What is repeated more often than this is no run that anybody wrote.
                let copies = min(minimum, 16)
                for _ in 0..<copies { add(inner) }
                if copies != maximum { interrupt() }
            case .either: interrupt()
            }
        }

        mutating func end() {
            if current.count > longest.count { longest = current }
            current = []
        }

        private mutating func interrupt() {
            isWhole = false
            end()
        }
    }
}
