import Columns
import Semantics

/// Functions that know the province's trade: how a dossier stands to its due date, and what its codes say.
enum DomainFunctions {
    static let all: [ScalarFunction] = [
        ScalarFunction(
            FunctionSignature("due_status", .scalar, .domain,
                [("received", .date), ("due", .date), ("finished", .date), ("status", .any), ("as_of", .date)], optional: 1,
                returns: .oneOf(DueStatus.names), missing: .possible,
                "how a dossier stands to its due date, by days: finished early, on time or late; open in time or overdue; paused; without due date; missing before it was received",
                example: ("due_status(@2019-06-03, @2019-06-10, @2019-06-10, \"done\", @2019-06-30)", "on time"))
        ) { site in
            guard case .coded(let empty) = Column.of([], type: Type(.enumeration(DueStatus.names))) else { return TextFunctions.allMissing(site) }
            let pauses = DictionaryTable { dictionary in (0..<dictionary.count).map { DueStatus.isPaused(dictionary.values.string($0)) } }
            return { arguments, count, context in
                let (received, due, finished) = (arguments[0].days(context.zone), arguments[1].days(context.zone), arguments[2].days(context.zone))
                let paused = try DueStatus.paused(arguments[3], pauses)
                let asOf = arguments.count > 4 ? arguments[4].days(context.zone) : nil
                let codes = Values<UInt32>(repeating: 0, count: count)
                let validity = Bitmap(repeating: true, count: count)
                func day(_ column: NumberColumn<Int32>, _ row: Int) -> Int32? { column.validity?[row] ?? true ? column.values[row] : nil }
                for row in 0..<count {
                    let today = asOf.map { day($0, row) } ?? context.asOf
                    let status = today.flatMap {
                        DueStatus(received: day(received, row), due: day(due, row), finished: day(finished, row), isPaused: paused[row], asOf: $0)
                    }
                    if let status { codes.pointer[row] = status.rawValue } else { validity.set(row, false) }
                }
                return .coded(CodedColumn(codes: codes, dictionary: empty.dictionary, validity: validity.unlessFull))
            }
        },
        ScalarFunction(
            FunctionSignature("dossier_code", .scalar, .domain, [("x", .text)], returns: .kind(.text), missing: .possible,
                parts: [("agency", "dossier_agency"), ("date", "dossier_date"), ("serial", "dossier_serial")],
                "the dossier code, without blanks around it; missing for what is none. It has the parts agency, date and serial",
                example: ("dossier_code(\"H15.50.05.13-261008-0975\").date", "2026-10-08"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return FunctionBodies.texts(count, arguments) { texts.string($0).flatMap { DossierCode($0) }?.text }
            }
        },
        code("dossier_agency", .kind(.text), "the agency in a dossier code, as it is written; missing for what is no dossier code",
            ("dossier_agency(\"000.00.16.H40-190628-0007\")", "000.00.16.H40")) { .text($0.agency) },
        code("dossier_date", .kind(.date), "the day of receipt in a dossier code; missing for what is no dossier code",
            ("dossier_date(\"000.00.16.H40-190628-0007\")", "2019-06-28")) { .date($0.date) },
        code("dossier_serial", .kind(.int(nil)), "the running number of the day in a dossier code; missing for what is no dossier code",
            ("dossier_serial(\"000.00.16.H40-190628-0007\")", "7")) { .int($0.serial) },
        ScalarFunction(
            FunctionSignature("valid_enterprise_code", .scalar, .domain, [("x", .text)], returns: .kind(.bool),
                "whether the text is an enterprise code: ten digits of which the last checks the others, for a branch three more after a dash",
                example: ("valid_enterprise_code(\"0601177989\")", "true"))
        ) { site in
            FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return FunctionBodies.bools(count, arguments) { texts.bytes($0).map { EnterpriseCode.isValid($0) } }
            }
        },
    ]

    private static func code(
        _ name: String, _ result: FunctionSignature.Result, _ summary: String, _ example: (String, String), _ part: @escaping @Sendable (DossierCode) -> Value
    ) -> ScalarFunction {
        ScalarFunction(FunctionSignature(name, .scalar, .domain, [("x", .text)], returns: result, missing: .possible, summary, example: example)) { site in
            let type = site.resultType
            return FunctionBodies.perValue(site) { arguments, count, _ in
                let texts = arguments[0].texts
                return FunctionBodies.values(count, arguments, type: type) { texts.string($0).flatMap { DossierCode($0) }.map(part) }
            }
        }
    }
}
