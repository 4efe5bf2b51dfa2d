/// The procedures of the province: 2,050 in force (1,750 at service level 2 and 300 at level 3), 591 abolished and 37 replaced.
///
/// Titles are an action and an object of the catalogue. The busiest of each field come first, as a unit's clerks would list
/// them, and `Dossiers` counts on that order.
struct Procedures {
    struct Procedure {
        enum Level: String { case province, district, commune }
        enum Status: String { case inForce = "in force", replaced, abolished }
        enum TimeUnit: String { case hour, day, workingDay = "working day", month }

        var id = ""
        var title: String
        var field: String
        /// The department in charge of the field.
        var department: String
        var level: Level
        var audience: Character
        var isBusy: Bool
        /// `nil` where the procedure names no day of return.
        var limit: (count: Int, unit: TimeUnit)?
        /// In đồng; `nil` where none is charged.
        var fee: Int?
        var serviceLevel = 2
        var status = Status.inForce
        var issued = CivilDay(2016, 1, 4)
    }

    static let inForceCount = 2050
    static let levelThreeCount = 300
    static let abolishedCount = 591
    static let replacedCount = 37

    private(set) var all: [Procedure]

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed, stream: .procedures)
        var reader = CatalogueReader()
        for line in Catalogue.procedures.split(separator: "\n") { reader.read(line) }

        // Most procedures of a province belong to its departments; fields give more of the lower levels than life does.
        let others = Self.inForceCount + Self.abolishedCount + Self.replacedCount - reader.busy.count
        let wanted = Weights.apportion(others, by: [76, 18, 6])
        var chosen: [Procedure] = []
        for (level, count) in zip([Procedure.Level.province, .district, .commune], wanted) {
            var candidates = reader.others.indices.filter { reader.others[$0].level == level }
            random.shuffle(&candidates)
            chosen += candidates.prefix(count).sorted().map { reader.others[$0] }
        }

        var retired = Array(chosen.indices)
        random.shuffle(&retired)
        for index in retired.prefix(Self.abolishedCount) { chosen[index].status = .abolished }
        for index in retired.dropFirst(Self.abolishedCount).prefix(Self.replacedCount) { chosen[index].status = .replaced }

        // At level 3: all busy procedures, then others of departments and districts.
        for index in reader.busy.indices { reader.busy[index].serviceLevel = 3 }
        var raised = chosen.indices.filter { chosen[$0].status == .inForce && chosen[$0].level != .commune }
        random.shuffle(&raised)
        for index in raised.prefix(Self.levelThreeCount - reader.busy.count) { chosen[index].serviceLevel = 3 }

        for index in chosen.indices { Self.complete(&chosen[index], &random) }
        all = reader.busy + chosen
        for index in all.indices {
            // Numbers of the national database grow with time and leave gaps.
            let serial = 100 + index * 330 + random.below(330)
            let digits = String(serial)
            all[index].id = "\(1 + index * 3 / all.count).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
            let year = 2009 + random.below(9)
            all[index].issued = CivilDay(year, random.within(1...12), random.within(1...28))
        }
    }

    /// Sets the day a procedure was announced; for those that the announcements of 2018 and 2019 introduced.
    mutating func setIssued(_ day: CivilDay, at index: Int) { all[index].issued = day }

    /// Gives an ordinary procedure its limit and fee.
    private static func complete(_ procedure: inout Procedure, _ random: inout SplitMix64) {
        let limits: [(Int, Procedure.TimeUnit, weight: Int)] = [
            (4, .hour, 2), (8, .hour, 3), (2, .workingDay, 4), (3, .workingDay, 10), (5, .workingDay, 20), (7, .workingDay, 14),
            (10, .workingDay, 16), (15, .workingDay, 15), (20, .workingDay, 9), (30, .workingDay, 6), (15, .day, 4), (30, .day, 4),
            (45, .day, 1), (60, .day, 1), (1, .month, 2), (2, .month, 1),
        ]
        let limit = limits[Weights(limits.map(\.weight)).draw(&random)]
        procedure.limit = random.chance(6) ? nil : (limit.0, limit.1)
        let fees: [Int] = [20_000, 50_000, 100_000, 150_000, 200_000, 300_000, 500_000, 1_000_000, 2_000_000, 4_500_000]
        procedure.fee = random.chance(450) ? fees[random.below(fees.count)] : nil
    }

    func write(to buffer: RowBuffer) throws {
        let header = "id,title,field,agency,agency_level,level_of_service,status,issued,time_limit,time_unit,fee"
        try buffer.file("large/procedures.csv", header: header) { row in
            for procedure in all {
                row.text(procedure.id)
                row.comma()
                row.quoted(procedure.title)
                row.comma()
                row.quoted(procedure.field)
                row.comma()
                row.text(procedure.department)
                row.comma()
                row.text(procedure.level.rawValue)
                row.comma()
                row.number(procedure.serviceLevel)
                row.comma()
                row.text(procedure.status.rawValue)
                row.comma()
                row.date(procedure.issued)
                row.comma()
                if let limit = procedure.limit { row.number(limit.count) }
                row.comma()
                if let limit = procedure.limit { row.text(limit.unit.rawValue) }
                row.comma()
                if let fee = procedure.fee { row.number(fee) }
                try row.endRow()
            }
        }
    }
}

/// Reads the catalogue's lines into procedures; its notation stands at `Catalogue.procedures`.
private struct CatalogueReader {
    var busy: [Procedures.Procedure] = []
    var others: [Procedures.Procedure] = []
    private var titles: Set<String> = []
    private var department = ""
    private var field = ""
    private var levels: [Procedures.Procedure.Level] = []
    private var audience: Character = "m"

    mutating func read(_ line: Substring) {
        guard let mark = line.first else { return }
        let rest = line.dropFirst(2)
        switch mark {
        case "@": readField(rest)
        case "!": readBusy(rest)
        default:
            let actions = Self.actions(mark)
            for object in rest.split(separator: ";") {
                for (order, level) in levels.enumerated() {
                    for action in actions {
                        add(action + " " + Catalogue.trimmed(object) + Self.suffix(level, order: order), level)
                    }
                }
            }
        }
    }

    private static func actions(_ mark: Character) -> [String] {
        switch mark {
        case "P": ["Cấp", "Cấp lại", "Gia hạn", "Điều chỉnh", "Thu hồi", "Cấp đổi"]
        case "A": ["Thẩm định", "Phê duyệt", "Điều chỉnh", "Chấp thuận"]
        case "D": ["Đăng ký", "Đăng ký thay đổi", "Đăng ký lại", "Xóa đăng ký", "Xác nhận đăng ký"]
        case "B": ["Giải quyết", "Xem xét lại", "Điều chỉnh", "Dừng giải quyết"]
        case "O": ["Thành lập", "Cho phép hoạt động đối với", "Sáp nhập, chia, tách", "Giải thể", "Đổi tên"]
        case "R": ["Công nhận", "Công nhận lại", "Hủy công nhận"]
        default: []
        }
    }

    /// The same procedure at a lower level is another one, with the level in its title.
    private static func suffix(_ level: Procedures.Procedure.Level, order: Int) -> String {
        if order == 0 { return "" }
        return switch level {
        case .province: " (cấp tỉnh)"
        case .district: " (cấp huyện)"
        case .commune: " (cấp xã)"
        }
    }

    private mutating func readField(_ line: Substring) {
        let parts = line.split(separator: "|").map(Catalogue.trimmed)
        department = parts[0]
        field = parts[1]
        levels = parts[2].compactMap { letter in
            switch letter {
            case "P": .province
            case "D": .district
            case "C": .commune
            default: nil
            }
        }
        audience = parts[3].first ?? "m"
    }

    private mutating func readBusy(_ line: Substring) {
        let parts = line.split(separator: "|").map(Catalogue.trimmed)
        let unit: Procedures.Procedure.TimeUnit? = switch parts[1].last {
        case "h": .hour
        case "d": .day
        case "w": .workingDay
        case "m": .month
        default: nil
        }
        let count = Int(parts[1].dropLast())
        // A busy procedure exists at every level that has the field and an electronic one-stop.
        for (order, level) in levels.enumerated() where level != .commune {
            let title = parts[0] + Self.suffix(level, order: order)
            titles.insert(title)
            var procedure = make(title, level, isBusy: true)
            if let unit, let count { procedure.limit = (count, unit) }
            procedure.fee = Int(parts[2])
            busy.append(procedure)
        }
    }

    private mutating func add(_ title: String, _ level: Procedures.Procedure.Level) {
        if titles.insert(title).inserted { others.append(make(title, level, isBusy: false)) }
    }

    private func make(_ title: String, _ level: Procedures.Procedure.Level, isBusy: Bool) -> Procedures.Procedure {
        Procedures.Procedure(title: title, field: field, department: department, level: level, audience: audience, isBusy: isBusy)
    }
}
