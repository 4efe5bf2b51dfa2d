import Diagnostics
import Testing

/// The checker answers whatever the parser makes of a text: programs with words left out, doubled and exchanged.
@Suite struct RobustnessTests {
    private static let programs = [
        "from dossiers | where due is present and due > @2019 | add n = count ( ) , r = row_number ( ) by channel along received | keep n , *",
        "from dossiers | summarize on_time_rate , pool ( on_time_rate ) , sum ( fee where late ) by unit.district , received.month with totals | sort sum_fee desc",
        "from units | add n = count ( dossiers where channel == \"online\" ) , m = dossiers.on_time_rate | take 5 by level with ties | distinct level",
        "let a = from dossiers | lookup procedures as p on procedure == p.id | rename x = fee\nfrom a | set x = x ?? 0 | check x == 5 within 1% else \"{id}\" | drop x",
        "fn f ( a : date? , b : int ) : bool = a is present and a - @2019-01-01 > b\nfrom dossiers | where f ( due , 5 ) or not unit.under ( \"Ý Yên\" ) | append ( from dossiers )",
        "from rows ( a , b ) [ ( 1 , 95% ) , ( missing , 5 per 7 ) ] | where a in 1..5 and b - 90% > 0.1 points | summarize avg ( a ) , max ( b )",
        "from kinds | add x = if b then vnd * 2 else vnd / usd , y = day + 3 months , z = at.day == day | where p in [ @2019-Q1 , @2019-06..@2019-09 ]",
        "from dossiers | where unit in ( from units | where level == \"district\" | keep id ) and fee > ( from dossiers | summarize avg ( fee ) )",
    ]

    @Test(arguments: programs)
    func neverStops(program: String) {
        let words = program.split(separator: " ").map(String.init)
        var random = Lehmer(seed: UInt64(words.count))
        for _ in 0..<150 {
            var changed = words
            for _ in 0...random.next(3) {
                let index = random.next(changed.count)
                switch random.next(4) {
                case 0: changed.remove(at: index)
                case 1: changed.insert(changed[random.next(changed.count)], at: index)
                case 2: changed.swapAt(index, random.next(changed.count))
                default: changed[index] = words[random.next(words.count)]
                }
            }
            let result = CheckedProgram(changed.joined(separator: " "))
            // Either it is right, or something has been said.
            #expect(result.last != nil || !result.diagnostics.isEmpty || !changed.contains("from"))
        }
    }

    @Test("Definitions that double at each step, or stand on thousands of others, are refused and not followed to the end")
    func definitionsAreBounded() {
        for body in ["f%(a) + f%(a)", "f%(a) + 1"] {
            let functions = (1..<60).map { step in
                "fn f\(step)(a: int): int = " + body.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\(step - 1)")
            }
            let result = CheckedProgram((["fn f0(a: int): int = a"] + functions + ["f59(1)"]).joined(separator: "\n"))
            #expect(result.codes.contains("definitions-too-deep"))
        }
        let tables = (1..<30).map { "let t\($0) = from t\($0 - 1) | append (from t\($0 - 1))" }
        #expect(CheckedProgram((["let t0 = from units"] + tables).joined(separator: "\n")).codes.contains("definitions-too-deep"))
    }
}

/// Lehmer's generator modulo 2^31 − 1 (Park and Miller 1988): small, seeded, the same everywhere.
private struct Lehmer {
    private var state: UInt64
    init(seed: UInt64) { state = seed % 2_147_483_646 + 1 }

    /// From 0 to `bound` − 1.
    mutating func next(_ bound: Int) -> Int {
        state = state * 48_271 % 2_147_483_647
        return Int(state % UInt64(max(1, bound)))
    }
}
