/// The 1,575 announcements from January 2018 to September 2019: 696 new, 284 amended, 591 abolished, and 4 whose kind was not recorded.
///
/// The article gives the total and three parts that add up to 1,571. That the missing four lack their kind is one of several
/// possible readings; it is the one where the rows show what to look for.
struct ProcedureChanges {
    enum Kind: String { case new, amended, abolished, unrecorded = "" }

    struct Change {
        var procedure: Int
        var kind: Kind
        var decision: String
        var decided: CivilDay
        /// When the national database showed it: at most five working days later.
        var listed: CivilDay
    }

    static let counts: [(kind: Kind, count: Int)] = [(.new, 696), (.amended, 284), (.abolished, Procedures.abolishedCount), (.unrecorded, 4)]

    private(set) var all: [Change] = []

    /// Draws the changes and dates the new procedures of `procedures` accordingly.
    init(procedures: inout Procedures, calendar: OfficeCalendar, seed: UInt64) {
        var random = SplitMix64(seed: seed, stream: .changes)
        var inForce = procedures.all.indices.filter { procedures.all[$0].status == .inForce && !procedures.all[$0].isBusy }
        random.shuffle(&inForce)
        var next = 0
        for (kind, count) in Self.counts {
            let targets: [Int]
            if kind == .abolished {
                targets = procedures.all.indices.filter { procedures.all[$0].status == .abolished }
            } else {
                targets = Array(inForce[next..<next + count])
                next += count
            }
            // A decision announces what one department has changed, some fifteen procedures at a time.
            let byDepartment = targets.sorted { first, second in
                let left = procedures.all[first].department
                let right = procedures.all[second].department
                return left == right ? first < second : left < right
            }
            var start = 0
            while start < byDepartment.count {
                let department = procedures.all[byDepartment[start]].department
                let limit = random.within(6...24)
                var end = start
                while end < byDepartment.count, end - start < limit, procedures.all[byDepartment[end]].department == department { end += 1 }
                let decided = Self.decisionDay(calendar, &random)
                let decision = "\(Self.number(on: decided, &random))/QĐ-UBND"
                for procedure in byDepartment[start..<end] {
                    let listed = calendar.adding(random.within(1...5), to: decided)
                    all.append(Change(procedure: procedure, kind: kind, decision: decision, decided: decided, listed: listed))
                    if kind == .new { procedures.setIssued(decided, at: procedure) }
                }
                start = end
            }
        }
        // By day; announcements of one day stay together, in the order of their decisions.
        all = all.enumerated().sorted { first, second in
            first.element.decided == second.element.decided ? first.offset < second.offset : first.element.decided < second.element.decided
        }.map(\.element)
    }

    private static func decisionDay(_ calendar: OfficeCalendar, _ random: inout SplitMix64) -> CivilDay {
        let first = CivilDay(2018, 1, 8)
        return calendar.onOrAfter(first + random.below(CivilDay(2019, 9, 12) - first))
    }

    /// Decisions of the provincial committee are numbered through the year, some eight a day.
    private static func number(on day: CivilDay, _ random: inout SplitMix64) -> Int {
        (day - CivilDay(day.parts.year, 1, 1)) * 8 + random.within(1...8)
    }

    func write(procedures: Procedures, to buffer: RowBuffer) throws {
        try buffer.file("procedure_changes.csv", header: "id,procedure,kind,decision,decided,listed,agency") { row in
            for (index, change) in all.enumerated() {
                row.text("CB")
                row.number(index + 1, width: 4)
                row.comma()
                row.text(procedures.all[change.procedure].id)
                row.comma()
                row.text(change.kind.rawValue)
                row.comma()
                row.text(change.decision)
                row.comma()
                row.date(change.decided)
                row.comma()
                row.date(change.listed)
                row.comma()
                row.text(procedures.all[change.procedure].department)
                try row.endRow()
            }
        }
    }
}
