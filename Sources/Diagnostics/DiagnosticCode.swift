/// What kind of mistake a message is about: a case of an enum in the layer that finds it.
///
/// Enums and not free text, so that no message can be made without a case, and no case compiles without its
/// explanation: the manual is complete because the program is. The raw value is the stable code that users see.
package protocol DiagnosticCode: RawRepresentable<String>, CaseIterable, Sendable {
    var explanation: Explanation { get }
}
