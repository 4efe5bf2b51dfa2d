/// The portals of three levels: the province and its departments, the districts, the communes, each shown inside the one above.
///
/// Addresses end in `.example`, which no one owns (RFC 2606): the real ones are not reproduced.
struct Portals {
    let units: Units

    func write(to buffer: RowBuffer) throws {
        try buffer.file("portals.csv", header: "id,unit,level,address,shown_in,opened") { row in
            for (index, unit) in units.all.enumerated() {
                row.text("P-\(unit.id),\(unit.id),")
                switch unit.level {
                case .province, .department: row.text("province")
                case .district: row.text("district")
                case .commune: row.text("commune")
                }
                row.text(",https://\(unit.level == .province ? "" : "u\(unit.id).")namdinh.example,")
                if unit.level != .province { row.text("P-\(unit.parent)") }
                row.comma()
                row.date(opened(unit, index: index))
                try row.endRow()
            }
        }
    }

    private func opened(_ unit: Units.Unit, index: Int) -> CivilDay {
        switch unit.level {
        case .province: CivilDay(2005, 9, 1)
        case .department: CivilDay(2009 + index % 4, 1 + index * 5 % 12, 15)
        case .district: CivilDay(2011 + index % 3, 1 + index * 5 % 12, 15)
        case .commune: CivilDay(2016 + index % 3, 1 + index * 7 % 12, 15)
        }
    }
}
