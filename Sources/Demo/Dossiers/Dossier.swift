/// One dossier of the plan, without what differs from copy to copy (hours, names, serial numbers).
///
/// Days are counted from 2018-01-01 in 16 bits: the plan holds some 75,000 of these, whatever the scale.
struct Dossier {
    enum Channel: UInt8 { case counter, post, online }
    enum Applicant: UInt8 { case citizen, enterprise, organisation }
    /// Why the clock stood still for a while.
    enum Pause: UInt8 { case none, supplement, secondSupplement, suspension }
    enum Ending: UInt8 { case done, returned, withdrawn }

    /// The part of the day of receipt. Counters are staffed in the morning and the afternoon; online dossiers arrive at any hour.
    enum Hours: UInt8, CaseIterable {
        case night, morning, noon, afternoon, evening

        /// In seconds since midnight; the parts touch, so that dossiers taken in this order come in the order of time.
        var span: Range<Int> {
            switch self {
            case .night: 0..<25_200
            case .morning: 25_200..<41_400
            case .noon: 41_400..<48_600
            case .afternoon: 48_600..<61_200
            case .evening: 61_200..<86_400
            }
        }
    }

    static let epoch = CivilDay(2018, 1, 1)
    /// Stands for a day that is missing.
    static let never: Int16 = -1

    var unit: UInt8
    var procedure: Int32
    var received: Int16
    var due: Int16 = never
    var finished: Int16 = never
    var pauseStart: Int16 = never
    var pauseEnd: Int16 = never
    var hours: Hours
    var channel: Channel
    var applicant: Applicant
    var pause = Pause.none
    var ending = Ending.done

    var isFinished: Bool { finished != Self.never }
    var hasDue: Bool { due != Self.never }
    /// Settled on or before the day it was due.
    var isInTime: Bool { isFinished && hasDue && finished <= due }
}

extension CivilDay {
    init(offset: Int16) { self.init(number: Dossier.epoch.number + Int(offset)) }
    var offset: Int16 { Int16(truncatingIfNeeded: number - Dossier.epoch.number) }
}
