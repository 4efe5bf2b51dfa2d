/// The province, its 17 departments, 10 districts and 229 communes, in the order of the catalogue.
///
/// Names and codes of the province, districts and communes are official (General Statistics Office); identifiers
/// of departments (`S01` to `S17`) and the two-digit numbers inside agency codes are our own, since none were published.
struct Units {
    struct Unit {
        enum Level: String { case province, department, district, commune }

        var id: String
        var name: String
        var level: Level
        var parent: String
        /// For document numbers: `UBND`, `SNV`.
        var abbreviation: String
        /// The unit's own number inside agency codes, 1 to 30; 0 for the province, `nil` for communes.
        var number: Int?
        /// Whether it runs the electronic one-stop: the departments and three of the ten districts (the article, claim 16).
        var hasElectronicOneStop = false

        /// `000.00.16.H40` (QCVN 102:2016/BTTTT; H40 for Nam Định follows from the alphabet of provinces).
        var agencyCode: String? {
            guard let number else { return nil }
            return "000.00.\(number < 10 ? "0" : "")\(number).H40"
        }
    }

    static let province = "36"
    /// Which three districts the article means is not known; these are the demonstration's choice.
    static let electronicDistricts: Set<String> = ["356", "361", "366"]

    let all: [Unit]

    init() {
        var all = [Unit(id: Self.province, name: "Tỉnh Nam Định", level: .province, parent: "", abbreviation: "UBND", number: 0)]
        for (index, line) in Catalogue.departments.split(separator: "\n").enumerated() {
            let words = line.split(separator: " ", maxSplits: 1)
            let number = index + 1
            all.append(Unit(
                id: number < 10 ? "S0\(number)" : "S\(number)", name: String(words[1]), level: .department, parent: Self.province,
                abbreviation: String(words[0]), number: number, hasElectronicOneStop: true))
        }
        var districts: [Unit] = []
        var communes: [Unit] = []
        for line in Catalogue.districtsAndCommunes.split(separator: "\n") {
            let words = Catalogue.trimmed(line).split(separator: " ", maxSplits: 1)
            let id = String(words[0])
            let name = String(words[1])
            if line.first == " ", let district = districts.last {
                communes.append(Unit(id: id, name: name, level: .commune, parent: district.id, abbreviation: "UBND"))
            } else {
                districts.append(Unit(
                    id: id, name: name, level: .district, parent: Self.province, abbreviation: "UBND", number: 21 + districts.count,
                    hasElectronicOneStop: Self.electronicDistricts.contains(id)))
            }
        }
        self.all = all + districts + communes
    }

    func write(to buffer: RowBuffer) throws {
        let header = "id,name,level,parent,kind,agency_code,one_stop,one_stop_linked,one_stop_since,e_one_stop,e_one_stop_since,document_system,valid_from,valid_to"
        try buffer.file("units.csv", header: header) { row in
            for (index, unit) in all.enumerated() {
                row.text(unit.id)
                row.comma()
                row.quoted(unit.name)
                row.comma()
                row.text(unit.level.rawValue)
                row.comma()
                row.text(unit.parent)
                row.comma()
                row.text(kind(of: unit))
                row.comma()
                row.text(unit.agencyCode ?? "")
                row.comma()
                // The province itself receives nothing: its departments do.
                row.bool(unit.level != .province)
                row.comma()
                row.bool(unit.level == .department || unit.level == .district)
                row.comma()
                row.date(oneStopSince(unit, index: index))
                row.comma()
                row.bool(unit.hasElectronicOneStop)
                row.comma()
                row.date(unit.hasElectronicOneStop ? CivilDay(2017, 1, 3).adding(months: index * 7 % 12) : nil)
                row.comma()
                row.bool(true)
                // Re-founded when Nam Hà was divided; part of Ninh Bình since July 2025, when the district level ended too.
                row.text(",1997-01-01,\(lastDay(of: unit))")
                try row.endRow()
            }
        }
    }

    private func kind(of unit: Unit) -> String {
        switch unit.level {
        case .province: "province"
        case .department: "department"
        case .district: unit.name.hasPrefix("Thành phố") ? "city" : "district"
        case .commune: unit.name.hasPrefix("Phường") ? "ward" : unit.name.hasPrefix("Thị trấn") ? "township" : "commune"
        }
    }

    /// Communes that the catalogue of 2021 no longer has. The day is the one generally given for Nam Định's mergers of
    /// that year; the resolution itself was not seen.
    private static let mergedIn2020: Set<String> = ["13837", "13960", "14278"]

    private func lastDay(of unit: Unit) -> String {
        Self.mergedIn2020.contains(unit.id) ? "2020-01-31" : "2025-06-30"
    }

    /// Departments and districts first, then the communes in yearly waves.
    private func oneStopSince(_ unit: Unit, index: Int) -> CivilDay? {
        switch unit.level {
        case .province: nil
        case .department: CivilDay(2006 + index % 2, 1 + index * 5 % 12, 1)
        case .district: CivilDay(2008, 1 + index * 5 % 12, 1)
        case .commune: CivilDay(2010 + index % 4, 1 + index * 7 % 12, 1)
        }
    }
}
