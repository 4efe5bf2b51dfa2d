/// The 8,210 enterprises and 706 branches of scale 1, whose registered capital adds up to 62,387 billion đồng.
///
/// Capital comes in the round sums that founders choose; how often each occurs is fixed, so every seed has the same total.
struct EnterprisePlan {
    enum Kind: String {
        case privateEnterprise = "private", singleMember = "single-member limited", limited, jointStock = "joint stock", partnership, foreign
        case branch, representativeOffice = "representative office"
    }

    enum Status: String { case active, paused, closing, notAtAddress = "not at address" }

    struct Entry {
        var kind: Kind
        var status: Status
        var district: String
        /// In million đồng; 0 for branches, which have none of their own.
        var capital: Int
    }

    static let enterpriseCount = 8210
    /// In million đồng.
    static let capital = 62_387_000
    /// Branches and offices of enterprises registered here, and of enterprises registered elsewhere.
    static let localBranchCount = 318
    static let outsideBranchCount = 388

    /// One for each enterprise, in no order.
    let enterprises: [Entry]
    /// The days of registration, ascending.
    let days: [CivilDay]
    /// For each place in `days`: how many branches that enterprise has.
    let branchCounts: [Int]
    let localBranches: [Entry]
    let outsideBranches: [Entry]

    init(_ random: inout SplitMix64) {
        var amounts: [Int] = []
        for (amount, count) in Self.amounts { amounts += Array(repeating: amount, count: count) }
        // The three largest; the last takes what is left to the published total.
        amounts += [2_100_000, 1_600_000]
        amounts.append(Self.capital - amounts.reduce(0, +))
        random.shuffle(&amounts)
        var entries: [Entry] = []
        for amount in amounts { entries.append(Self.entry(Self.kind(capital: amount, &random), capital: amount, &random)) }
        enterprises = entries
        days = Self.registrationDays(&random)

        var branchCounts = Array(repeating: 0, count: entries.count)
        var left = Self.localBranchCount
        while left > 0 {
            let place = random.below(entries.count - 200)
            let count = min(left, random.chance(800) ? 1 : random.within(2...4))
            if branchCounts[place] == 0 {
                branchCounts[place] = count
                left -= count
            }
        }
        self.branchCounts = branchCounts
        // 431 branches and 275 representative offices, mixed.
        var kinds = Array(repeating: Kind.branch, count: 431)
        kinds += Array(repeating: Kind.representativeOffice, count: Self.localBranchCount + Self.outsideBranchCount - kinds.count)
        random.shuffle(&kinds)
        var branches: [Entry] = []
        for kind in kinds { branches.append(Self.entry(kind, capital: 0, &random)) }
        localBranches = Array(branches.prefix(Self.localBranchCount))
        outsideBranches = Array(branches.dropFirst(Self.localBranchCount))
    }

    private static let districtWeights: [(id: String, weight: Int)] = [
        ("356", 390), ("358", 34), ("359", 52), ("360", 108), ("361", 56), ("362", 92), ("363", 64), ("364", 70), ("365", 58), ("366", 86),
    ]
    private static let districts = Weights(districtWeights.map(\.weight))
    private static let statuses = Weights([880, 66, 31, 23])

    private static func entry(_ kind: Kind, capital: Int, _ random: inout SplitMix64) -> Entry {
        let all: [Status] = [.active, .paused, .closing, .notAtAddress]
        return Entry(
            kind: kind, status: all[statuses.draw(&random)], district: districtWeights[districts.draw(&random)].id, capital: capital)
    }

    /// Small capital goes with private and single-member enterprises, large with companies by shares and foreign investors.
    private static func kind(capital: Int, _ random: inout SplitMix64) -> Kind {
        let all: [Kind] = [.privateEnterprise, .singleMember, .limited, .jointStock, .partnership, .foreign]
        let weights: [Int] = switch capital {
        case ..<1000: [260, 480, 220, 35, 1, 4]
        case ..<5000: [80, 480, 330, 105, 1, 4]
        case ..<20_000: [20, 360, 370, 230, 0, 20]
        case ..<100_000: [2, 220, 280, 420, 0, 78]
        default: [0, 120, 110, 520, 0, 250]
        }
        return all[Weights(weights).draw(&random)]
    }

    /// Registrations grow year by year; fewer around the lunar new year, none on weekends.
    private static func registrationDays(_ random: inout SplitMix64) -> [CivilDay] {
        var months: [(year: Int, month: Int)] = []
        for year in 2000...2019 {
            for month in 1...(year == 2019 ? 8 : 12) { months.append((year, month)) }
        }
        let counts = Weights.apportion(
            enterpriseCount, by: months.map { ($0.year - 1996) * ($0.year - 1996) * ($0.month == 2 ? 60 : $0.month < 4 ? 90 : 100) })
        var days: [CivilDay] = []
        for ((year, month), count) in zip(months, counts) {
            for _ in 0..<count {
                let day = CivilDay(year, month, random.within(1...26))
                days.append(day.weekday < 5 ? day : day + (7 - day.weekday))
            }
        }
        return days.sorted()
    }

    /// Charter capital in million đồng, and how many have it: most between one and five billion, a long tail above.
    private static let amounts: [(amount: Int, count: Int)] = [
        (100, 150), (200, 210), (300, 239), (500, 500), (800, 240), (900, 290), (1000, 700), (1200, 230), (1500, 520), (1800, 600),
        (1900, 590), (2000, 520), (2500, 180), (3000, 430), (3500, 110), (4500, 260), (4800, 210), (5000, 420), (6000, 210), (6800, 130),
    ] + [
        (8000, 160), (9000, 150), (9900, 140), (10_000, 160), (12_000, 90), (15_000, 120), (18_000, 50), (20_000, 190), (25_000, 45),
        (30_000, 100), (36_000, 30), (45_000, 25), (50_000, 75), (68_000, 20), (80_000, 16), (100_000, 44), (150_000, 19), (200_000, 21),
        (300_000, 4), (500_000, 9),
    ]
}
