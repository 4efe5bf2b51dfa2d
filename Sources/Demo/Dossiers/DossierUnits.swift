/// The twenty units that keep their dossiers electronically, how busy each is, how late, and what it deals with.
struct DossierUnits {
    struct Row {
        var id: String
        /// Share of all dossiers, in thousandths.
        var share: Int
        /// Late settlements of a thousand in 2019; earlier years were worse.
        var latePerMille: Int
        /// Whether its counter opens on Saturday mornings (Decision 127/2007/QĐ-TTg).
        var opensSaturdays: Bool
    }

    static let rows: [Row] = [
        Row(id: "S01", share: 2, latePerMille: 12, opensSaturdays: false),
        Row(id: "S02", share: 1, latePerMille: 30, opensSaturdays: false),
        Row(id: "S03", share: 11, latePerMille: 25, opensSaturdays: false),
        Row(id: "S04", share: 128, latePerMille: 38, opensSaturdays: true),
        Row(id: "S05", share: 118, latePerMille: 31, opensSaturdays: false),
        Row(id: "S06", share: 5, latePerMille: 40, opensSaturdays: false),
        Row(id: "S07", share: 40, latePerMille: 32, opensSaturdays: false),
        Row(id: "S08", share: 21, latePerMille: 45, opensSaturdays: false),
        Row(id: "S09", share: 205, latePerMille: 28, opensSaturdays: true),
        Row(id: "S10", share: 34, latePerMille: 66, opensSaturdays: false),
    ] + [
        Row(id: "S11", share: 62, latePerMille: 124, opensSaturdays: false),
        Row(id: "S12", share: 9, latePerMille: 15, opensSaturdays: false),
        Row(id: "S13", share: 58, latePerMille: 58, opensSaturdays: false),
        Row(id: "S14", share: 14, latePerMille: 28, opensSaturdays: false),
        Row(id: "S15", share: 6, latePerMille: 20, opensSaturdays: false),
        Row(id: "S16", share: 22, latePerMille: 22, opensSaturdays: false),
        Row(id: "S17", share: 47, latePerMille: 49, opensSaturdays: false),
        Row(id: "356", share: 118, latePerMille: 79, opensSaturdays: true),
        Row(id: "361", share: 42, latePerMille: 55, opensSaturdays: false),
        Row(id: "366", share: 57, latePerMille: 63, opensSaturdays: false),
    ]

    /// For each row: the indices of its procedures in force, the most used first.
    let procedures: [[Int]]
    private let procedureWeights: [Weights]
    private let unitWeights = Weights(rows.map(\.share))
    private let saturdayWeights = Weights(rows.map { $0.opensSaturdays ? $0.share : 0 })

    init(procedures: Procedures, random: inout SplitMix64) {
        var lists: [[Int]] = []
        for row in Self.rows {
            let isDepartment = row.id.hasPrefix("S")
            let own = procedures.all.indices.filter { index in
                let procedure = procedures.all[index]
                guard procedure.status == .inForce else { return false }
                return isDepartment ? procedure.department == row.id && procedure.level == .province : procedure.level == .district
            }
            var others = own.filter { !procedures.all[$0].isBusy }
            random.shuffle(&others)
            lists.append(own.filter { procedures.all[$0].isBusy } + others)
        }
        self.procedures = lists
        procedureWeights = lists.map { Weights(ranked: $0.count) }
    }

    func drawUnit(_ random: inout SplitMix64) -> Int { unitWeights.draw(&random) }
    func drawSaturdayUnit(_ random: inout SplitMix64) -> Int { saturdayWeights.draw(&random) }
    func drawProcedure(unit: Int, _ random: inout SplitMix64) -> Int { procedures[unit][procedureWeights[unit].draw(&random)] }
}
