import Characters
import Semantics

/// Functions that know the province's trade.
extension Functions {
    /// `nil` for a name of another family.
    func domain(_ name: String, _ values: [Value]) -> Value? {
        let x = values.first?.string ?? ""
        switch name {
        case "dossier_agency": return dossier(x).map { .text($0.agency) } ?? .missing
        case "dossier_date": return dossier(x).map { .date($0.day) } ?? .missing
        case "dossier_serial": return dossier(x).map { .int($0.serial) } ?? .missing
        case "valid_enterprise_code": return .bool(isEnterprise(x))
        default: return nil
        }
    }

    /// By days: what was finished by the day of the figures is judged first, then what is paused, then the due date. Missing
    /// before it was received.
    func dueStatus(_ arguments: [(value: Value, type: Type)]) -> Value {
        func day(_ index: Int) -> Int32? { if case .date(let day) = arguments[index].value { day } else { nil } }
        guard let today = arguments.count > 4 ? day(4) : run.world.asOf else { return .missing }
        if let received = day(0), received > today { return .missing }
        let due = day(1)
        if let finished = day(2), finished <= today {
            guard let due else { return .text("no due date") }
            return .text(finished < due ? "early" : finished == due ? "on time" : "late")
        }
        if let status = arguments[3].value.keyText, Functions.pauses.contains(Folding.fold(status)) { return .text("paused") }
        guard let due else { return .text("no due date") }
        return .text(due >= today ? "open in time" : "open overdue")
    }

    /// The national list's codes 5, 6 and 8, its words, those of one-stop offices and those of the language.
    private static let pauses: Set<String> = [
        "5", "6", "8", "yeu cau bo sung giay to", "cho bo sung", "yeu cau bo sung", "waiting for supplement",
        "yeu cau thuc hien nghia vu tai chinh", "cho nop thue/phi", "cho nop thue", "cho nop phi", "waiting for payment",
        "dung xu ly", "tam dung", "khong du dieu kien", "suspended", "paused",
    ]

    /// `000.00.16.H40-190628-0007` or `H15.50.05.13-261008-0975`
    private func dossier(_ code: String) -> (agency: String, day: Int32, serial: Int64)? {
        let root = "[GH][0-9][0-9]"
        let agencies = ["[0-9][0-9][0-9]\\.[0-9][0-9]\\.[0-9][0-9]\\.\(root)", "\(root)(?:\\.[0-9][0-9]){0,3}"]
        for agency in agencies {
            guard let found = Pattern("^(\(agency))-([0-9]{2})([0-9]{2})([0-9]{2})-([0-9]{4,7})$")?.firstMatch(in: code) else { continue }
            let numbers = found[2...].map { $0.flatMap { Int64($0) } ?? 0 }
            let day = Day(year: 2000 + Int(numbers[0]), month: Int(numbers[1]), number: Int(numbers[2]))
            guard day.exists else { return nil }
            return (found[1] ?? "", day.days, numbers[3])
        }
        return nil
    }

    /// Ten digits of which the last is 10 − (Σ dᵢ·wᵢ mod 11), perhaps with a branch's three after a dash.
    private func isEnterprise(_ code: String) -> Bool {
        guard Pattern("^[0-9]{10}(?:-?[0-9]{3})?$")?.firstMatch(in: code) != nil else { return false }
        let digits = code.utf8.prefix(10).map { Int($0) - 48 }
        let sum = zip(digits, [31, 29, 23, 19, 17, 13, 7, 5, 3]).reduce(0) { $0 + $1.0 * $1.1 }
        return 10 - sum % 11 == digits[9]
    }
}
