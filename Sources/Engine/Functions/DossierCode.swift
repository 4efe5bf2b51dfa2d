import Semantics

/// The number of a dossier: agency, day of receipt, running number of the day.
///
/// Circular 01/2018/TT-VPCP gives `000.00.16.H40-190628-0007`, agency codes with the province last (QCVN 102:2016/BTTTT);
/// Decision 20/2020/QĐ-TTg puts the root first, `H15.50.05.13-261008-0975`. Files hold both. On a busy day the running
/// number outgrows its four digits, and ministries use six or seven.
struct DossierCode: Sendable {
    let text: String
    let agency: String
    /// Days since 1970-01-01; the two digits of the year are of this century.
    let date: Int32
    let serial: Int64

    /// Blanks around it are forgiven, as they come out of spreadsheets.
    init?(_ written: String) {
        let text = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isAgency(parts[0]),
            parts[1].utf8.count == 6, let day = Self.number(parts[1]),
            let date = CivilDate(year: 2000 + Int(day / 10_000), month: Int(day / 100 % 100), day: Int(day % 100)),
            (4...7).contains(parts[2].utf8.count), let serial = Self.number(parts[2])
        else { return nil }
        self.text = text
        agency = String(parts[0])
        self.date = date.days
        self.serial = serial
    }

    private static func isAgency(_ text: Substring) -> Bool {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        if groups.count == 4, isRoot(groups[3]) {
            return zip(groups, [3, 2, 2]).allSatisfy { $0.utf8.count == $1 && number($0) != nil }
        }
        guard let root = groups.first, isRoot(root), groups.count <= 4 else { return false }
        return groups.dropFirst().allSatisfy { $0.utf8.count == 2 && number($0) != nil }
    }

    /// `H40` of a province, `G03` of a ministry.
    private static func isRoot(_ text: Substring) -> Bool {
        text.utf8.count == 3 && (text.first == "H" || text.first == "G") && number(text.dropFirst()) != nil
    }

    private static func number(_ text: Substring) -> Int64? {
        text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int64(text) : nil
    }
}
