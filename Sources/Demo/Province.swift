/// The demonstration province: Nam Định as the article of 27/09/2019 describes it, row by row.
///
/// At scale 1 the rows give every published figure exactly; scale N has N times the dossiers and enterprises at the same rates.
/// The same scale and seed give the same bytes on any machine: all numbers are integers, all randomness is
/// `SplitMix64`. Rows are written as they are made, so memory is that of the scale-1 plan (a few megabytes) at any scale.
///
///     try Province(scale: 1, seed: Province.standardSeed).write(to: sink)
package struct Province {
    /// The seed of the committed example: the day of the article.
    package static let standardSeed: UInt64 = 20_190_927
    package static let scales: ClosedRange<Int> = 1...5000

    private let scale: Int
    private let seed: UInt64

    /// - Parameter scale: one of `scales`; the caller says so to the user.
    package init(scale: Int = 1, seed: UInt64 = Self.standardSeed) {
        precondition(Self.scales.contains(scale), "the scale lies between 1 and 5000")
        self.scale = scale
        self.seed = seed
    }

    /// Writes all files: the model and small catalogues beside it, larger tables under `large/`.
    ///
    /// - Throws: what the sink throws; the generator itself cannot fail.
    /// - Complexity: O(scale) time, constant memory; some 170 bytes a dossier.
    package func write(to sink: any DemoSink) throws {
        let calendar = OfficeCalendar()
        let units = Units()
        var procedures = Procedures(seed: seed)
        let changes = ProcedureChanges(procedures: &procedures, calendar: calendar, seed: seed)
        let buffer = RowBuffer(sink: sink)

        for (path, text) in Catalogue.files {
            try buffer.file(path) { try $0.longText(text) }
        }
        try units.write(to: buffer)
        try Portals(units: units).write(to: buffer)
        try changes.write(procedures: procedures, to: buffer)
        try Projects(calendar: calendar, seed: seed).write(to: buffer)
        try procedures.write(to: buffer)
        try Documents(units: units, calendar: calendar, seed: seed).write(to: buffer)
        var enterprises = Enterprises(scale: scale, seed: seed)
        try enterprises.write(to: buffer)
        let plan = DossierPlan(procedures: procedures, calendar: calendar, seed: seed)
        try DossierRows(plan: plan, procedures: procedures, calendar: calendar, scale: scale, seed: seed).write(to: buffer)
    }
}
