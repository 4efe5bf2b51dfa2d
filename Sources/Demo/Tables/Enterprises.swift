/// Writes `large/enterprises.csv`: the plan's enterprises and branches, each `scale` times.
///
/// Copies of one place in the register share the day of registration and the branches; capital, kind, status and
/// district go round among the places from copy to copy, so neighbours differ and all totals are exact multiples.
struct Enterprises {
    let plan: EnterprisePlan
    let scale: Int
    private var random: SplitMix64

    init(scale: Int, seed: UInt64) {
        random = SplitMix64(seed: seed, stream: .enterprises)
        plan = EnterprisePlan(&random)
        self.scale = scale
    }

    private let prefixes: [EnterprisePlan.Kind: Words] = [
        .privateEnterprise: Words(["Doanh nghiệp tư nhân "]), .singleMember: Words(["Công ty TNHH một thành viên "]),
        .limited: Words(["Công ty TNHH "]), .jointStock: Words(["Công ty cổ phần "]), .partnership: Words(["Công ty hợp danh "]),
        .foreign: Words(["Công ty TNHH Quốc tế "]), .branch: Words(["Chi nhánh Công ty "]),
        .representativeOffice: Words(["Văn phòng đại diện Công ty "]),
    ]
    private let trades = Words(list: Catalogue.trades)
    private let names = Words(list: Catalogue.enterpriseNames)

    mutating func write(to buffer: RowBuffer) throws {
        try buffer.file("large/enterprises.csv", header: "id,name,kind,district,capital,registered,status,parent") { row in
            var codes = EnterpriseCodes(prefix: 6, after: 10_000, meanStep: 108_000 / (EnterprisePlan.enterpriseCount * scale))
            var firstBranch = 0
            for place in plan.days.indices {
                let branches = plan.branchCounts[place]
                for copy in 0..<scale {
                    let code = codes.next(&random)
                    let entry = plan.enterprises[(place + copy * 2741) % plan.enterprises.count]
                    let name = random.next()
                    try write(entry, code: code, suffix: 0, name: name, on: plan.days[place], to: row)
                    for branch in 0..<branches {
                        let day = min(plan.days[place] + 30 + random.below(900), CivilDay(2019, 8, 30))
                        let entry = plan.localBranches[firstBranch + branch]
                        try write(entry, code: code, suffix: branch + 1, name: name, on: day, to: row)
                    }
                }
                firstBranch += branches
            }
            try writeOutsideBranches(to: row)
        }
    }

    /// Branches of enterprises in Hà Nội, Hải Phòng and Hồ Chí Minh City, which the register does not hold.
    private mutating func writeOutsideBranches(to row: RowBuffer) throws {
        let counts = Weights.apportion(plan.outsideBranches.count, by: [62, 8, 30])
        var place = 0
        for (prefix, count) in zip([1, 2, 3], counts) {
            var codes = EnterpriseCodes(prefix: prefix, after: 100_000, meanStep: 9_000_000 / (count * scale))
            for entry in plan.outsideBranches[place..<place + count] {
                for _ in 0..<scale {
                    let code = codes.next(&random)
                    let day = CivilDay(2005, 1, 3) + random.below(5300)
                    try write(entry, code: code, suffix: 1 + random.below(40), name: random.next(), on: day, to: row)
                }
            }
            place += count
        }
    }

    /// - Parameters:
    ///   - suffix: the number of a branch, 0 for the enterprise itself.
    ///   - name: random bits, the same for an enterprise and its branches.
    private func write(
        _ entry: EnterprisePlan.Entry, code: Int, suffix: Int, name: UInt64, on day: CivilDay, to row: RowBuffer
    ) throws {
        row.number(code, width: 10)
        if suffix > 0 {
            row.byte(UInt8(ascii: "-"))
            row.number(suffix, width: 3)
        }
        row.comma()
        prefixes[entry.kind]?.write(0, to: row)
        trades.write(Int(name >> 8 & 0xFFFF) % trades.count, to: row)
        row.byte(UInt8(ascii: " "))
        names.write(Int(name >> 24 & 0xFFFF) % names.count, to: row)
        row.byte(UInt8(ascii: " "))
        names.write(Int(name >> 40 & 0xFFFF) % names.count, to: row)
        row.comma()
        row.text(entry.kind.rawValue)
        row.comma()
        row.text(entry.district)
        row.comma()
        if entry.capital > 0 { row.number(entry.capital * 1_000_000) }
        row.comma()
        row.date(day)
        row.comma()
        row.text(entry.status.rawValue)
        row.comma()
        if suffix > 0 { row.number(code, width: 10) }
        try row.endRow()
    }
}
