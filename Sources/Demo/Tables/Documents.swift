/// 4,860 documents that agencies of the three levels sent one another in 2019, 82.9 % of them electronic only.
struct Documents {
    /// How many travelled in each form.
    static let forms: [(name: String, count: Int)] = [("electronic only", 4027), ("electronic and paper", 601), ("paper only", 232)]

    let units: Units
    let calendar: OfficeCalendar
    let seed: UInt64

    func write(to buffer: RowBuffer) throws {
        var random = SplitMix64(seed: seed, stream: .documents)
        var forms: [Int] = []
        for (index, form) in Self.forms.enumerated() { forms += Array(repeating: index, count: form.count) }
        random.shuffle(&forms)
        let first = CivilDay(2019, 1, 2)
        let days = forms.map { _ in calendar.onOrAfter(first + random.below(CivilDay(2019, 9, 20) - first)) }.sorted()

        let kinds: [(name: String, weight: Int)] = [
            ("official letter", 540), ("report", 160), ("decision", 110), ("plan", 80), ("invitation", 70), ("notice", 40),
        ]
        let kindWeights = Weights(kinds.map(\.weight))
        let senders = units.all.indices.filter { units.all[$0].level != .commune }
        let communes = units.all.indices.filter { units.all[$0].level == .commune }
        var lastNumbers = Array(repeating: 0, count: units.all.count)

        try buffer.file("large/documents.csv", header: "id,number,kind,issued,sender,receiver,form,signed") { row in
            for (index, form) in forms.enumerated() {
                let sender = random.chance(190) ? communes[random.below(communes.count)] : senders[random.below(senders.count)]
                // Communes write to their district, the others to anyone above the communes or, now and then, to one of them.
                var receiver = sender
                while receiver == sender {
                    if units.all[sender].level == .commune {
                        receiver = units.all.firstIndex { $0.id == units.all[sender].parent } ?? 0
                    } else {
                        receiver = random.chance(220) ? communes[random.below(communes.count)] : senders[random.below(senders.count)]
                    }
                }
                lastNumbers[sender] += units.all[sender].level == .commune ? 1 + random.below(4) : 1 + random.below(18)
                row.text("VB")
                row.number(index + 1, width: 5)
                row.comma()
                row.number(lastNumbers[sender])
                row.byte(UInt8(ascii: "/"))
                row.text(units.all[sender].abbreviation)
                row.text(units.all[sender].level == .province ? "-VP\(1 + random.below(8))" : "-VP")
                row.comma()
                row.text(kinds[kindWeights.draw(&random)].name)
                row.comma()
                row.date(days[index])
                row.comma()
                row.text(units.all[sender].id)
                row.comma()
                row.text(units.all[receiver].id)
                row.comma()
                row.text(Self.forms[form].name)
                row.comma()
                row.bool(form == 0 ? random.chance(930) : form == 1 && random.chance(640))
                try row.endRow()
            }
        }
    }
}
