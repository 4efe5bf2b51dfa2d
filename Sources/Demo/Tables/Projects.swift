/// 291 projects that were certified or raised their capital between 2016 and September 2019, for 2,732 million USD and 6,939.3 billion đồng.
///
/// The power plant of 2017 is real in name, day and order of size; it is four fifths of the sum in USD. The rest is
/// synthetic. Foreign capital of 2016 to 2018 adds up to 2,576 million USD, 92 % of the synthetic target of 2,800 million.
struct Projects {
    struct Project {
        var id: String
        var name: String
        var investor: String
        var nationality: String
        var isForeign: Bool
        var district: String
        var zone: String
        /// Whether the first certificate lies in the period; otherwise only increases do.
        var isNew: Bool
    }

    struct Event {
        var project: Int
        var day: CivilDay
        var isNew: Bool
        /// In USD for foreign, in đồng for domestic projects.
        var capital = 0
    }

    static let count = 291
    static let foreignCount = 84
    static let usdThrough2018 = 2_576_000_000
    static let usd = 2_732_000_000
    static let vnd = 6_939_300_000_000
    static let plantCapital = 2_200_000_000

    private(set) var projects: [Project]
    private(set) var events: [Event]

    init(calendar: OfficeCalendar, seed: UInt64) {
        var random = SplitMix64(seed: seed, stream: .projects)
        var projects = [
            Project(
                id: "", name: "Nhà máy nhiệt điện BOT Nam Định 1", investor: "Công ty TNHH Điện lực Nam Định thứ nhất", nationality: "Hàn Quốc",
                isForeign: true, district: "366", zone: "", isNew: true)
        ]
        for index in 1..<Self.count { projects.append(Self.draw(isForeign: index < Self.foreignCount, &random)) }
        var serial = 1_050_000_000
        for index in projects.indices {
            serial += 1 + random.below(31_000_000)
            projects[index].id = String(serial)
        }

        var events: [Event] = [Event(project: 0, day: CivilDay(2017, 6, 15), isNew: true)]
        for index in 1..<Self.count {
            events.append(Event(project: index, day: Self.day(from: CivilDay(2016, 1, 11), calendar, &random), isNew: projects[index].isNew))
        }
        // Some came back for more: a project is counted once however often it is certified.
        for _ in 0..<38 {
            let first = events[1 + random.below(Self.count - 1)]
            guard first.day < CivilDay(2019, 3, 1) else { continue }
            events.append(Event(project: first.project, day: Self.day(from: first.day + 60, calendar, &random), isNew: false))
        }
        Self.share(Self.usdThrough2018 - Self.plantCapital, step: 100_000, among: &events, &random) { event in
            projects[event.project].isForeign && event.project != 0 && event.day < CivilDay(2019, 1, 1)
        }
        Self.share(Self.usd - Self.usdThrough2018, step: 100_000, among: &events, &random) { event in
            projects[event.project].isForeign && event.day >= CivilDay(2019, 1, 1)
        }
        Self.share(Self.vnd, step: 100_000_000, among: &events, &random) { !projects[$0.project].isForeign }
        events[0].capital = Self.plantCapital
        self.projects = projects
        self.events = events.enumerated().sorted { first, second in
            first.element.day == second.element.day ? first.offset < second.offset : first.element.day < second.element.day
        }.map(\.element)
    }

    private static func day(from first: CivilDay, _ calendar: OfficeCalendar, _ random: inout SplitMix64) -> CivilDay {
        calendar.onOrAfter(first + random.below(CivilDay(2019, 9, 10) - first))
    }

    /// Splits `total` among the events that `belongs` picks, in whole steps: a few large, most small, none without.
    private static func share(
        _ total: Int, step: Int, among events: inout [Event], _ random: inout SplitMix64, where belongs: (Event) -> Bool
    ) {
        let chosen = events.indices.filter { belongs(events[$0]) }
        let least = 5
        let weights = chosen.map { _ in
            let size = random.within(1...40)
            return size * size * (random.chance(60) ? 6 : 1)
        }
        let parts = Weights.apportion(total / step - least * chosen.count, by: weights)
        for (index, part) in zip(chosen, parts) { events[index].capital = (part + least) * step }
    }

    private static func draw(isForeign: Bool, _ random: inout SplitMix64) -> Project {
        let goods: [String] = [
            "may mặc xuất khẩu", "sợi và dệt nhuộm", "giày dép", "linh kiện điện tử", "phụ tùng ô tô", "đồ gỗ nội thất", "chế biến thủy sản",
            "thức ăn chăn nuôi", "bao bì", "thiết bị điện", "dược phẩm", "cơ khí chính xác", "vật liệu xây dựng", "nông sản sạch", "nhựa kỹ thuật",
        ]
        let zones: [(zone: String, district: String)] = [
            ("KCN Hòa Xá", "356"), ("KCN Bảo Minh", "359"), ("KCN Mỹ Trung", "358"), ("KCN Dệt may Rạng Đông", "361"),
            ("", "356"), ("", "360"), ("", "362"), ("", "363"), ("", "364"), ("", "365"), ("", "366"), ("", "361"),
        ]
        let nations: [String] = ["Hàn Quốc", "Hàn Quốc", "Nhật Bản", "Đài Loan", "Trung Quốc", "Hồng Kông", "Singapore", "Hoa Kỳ", "Ý"]
        let place = zones[isForeign ? random.below(6) : random.below(zones.count)]
        let names = Catalogue.enterpriseNames.split { $0 == ";" || $0 == "\n" }
        let investor = "\(names[random.below(names.count)]) \(names[random.below(names.count)])"
        let good = goods[random.below(goods.count)]
        return Project(
            id: "", name: "Nhà máy \(good) \(investor)", investor: "Công ty \(isForeign ? "TNHH" : "cổ phần") \(investor)",
            nationality: isForeign ? nations[random.below(nations.count)] : "Việt Nam", isForeign: isForeign,
            district: place.district, zone: place.zone, isNew: random.chance(800))
    }

    func write(to buffer: RowBuffer) throws {
        try buffer.file("projects.csv", header: "id,name,investor,nationality,kind,district,zone") { row in
            for project in projects {
                row.text(project.id)
                row.comma()
                row.quoted(project.name)
                row.comma()
                row.quoted(project.investor)
                row.comma()
                row.text(project.nationality)
                row.text(project.isForeign ? ",foreign," : ",domestic,")
                row.text(project.district)
                row.comma()
                row.text(project.zone)
                try row.endRow()
            }
        }
        try buffer.file("project_events.csv", header: "id,project,signed,kind,capital_usd,capital_vnd") { row in
            for (index, event) in events.enumerated() {
                row.text("DT")
                row.number(index + 1, width: 3)
                row.comma()
                row.text(projects[event.project].id)
                row.comma()
                row.date(event.day)
                row.text(event.isNew ? ",new," : ",capital increase,")
                if projects[event.project].isForeign { row.number(event.capital) }
                row.comma()
                if !projects[event.project].isForeign { row.number(event.capital) }
                try row.endRow()
            }
        }
    }
}
