/// An error of a run, by the code that a user would see.
package struct ReferenceMistake: Error, Equatable {
    package let code: String
    package init(_ code: String) { self.code = code }

    static let numberTooLarge = ReferenceMistake("number-too-large")
    static let sumTooLarge = ReferenceMistake("overflow")
}
