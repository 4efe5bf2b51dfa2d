import Diagnostics
import Syntax

/// What earlier statements have defined, and how strictly the next one is read.
package struct Environment: Sendable {
    /// A parameter or a `let` value: used as `$name`.
    package struct Variable: Sendable {
        package var type: Type
        /// `nil` while only checking.
        package var value: Value?
        /// How a `let` was computed; `nil` of a parameter.
        package var derivation: Derivation?
        /// Whether it shows something of a private column.
        package var isPrivate: Bool
        package init(type: Type, value: Value?, derivation: Derivation? = nil, isPrivate: Bool = false) {
            self.type = type
            self.value = value
            self.derivation = derivation
            self.isPrivate = isPrivate
        }
    }

    /// `let name = from …`: kept as it was written and checked anew at each use, so that it keeps its rows' identity.
    package struct PipelineDefinition: Sendable {
        package var pipeline: Pipeline
        package var source: SourceText
        package init(pipeline: Pipeline, source: SourceText) {
            self.pipeline = pipeline
            self.source = source
        }
    }

    /// `let name = e` in a model: expanded where it is used, since what it hangs on (the day of the report) is known there.
    package struct ValueDefinition: Sendable {
        package var expression: Expression
        package var source: SourceText
        package init(expression: Expression, source: SourceText) {
            self.expression = expression
            self.source = source
        }
    }

    /// `fn name(a: type): type = e`
    package struct UserFunction: Sendable {
        /// Names and types in the order of the arguments; none may be left out.
        package var parameters: [(name: Name, type: TypeSyntax)]
        package var result: TypeSyntax?
        package var body: Expression
        package var source: SourceText
        package init(parameters: [(name: Name, type: TypeSyntax)], result: TypeSyntax?, body: Expression, source: SourceText) {
            self.parameters = parameters
            self.result = result
            self.body = body
            self.source = source
        }
    }

    package var variables: [String: Variable] = [:]
    package var values: [String: ValueDefinition] = [:]
    package var pipelines: [String: PipelineDefinition] = [:]
    package var functions = UserFunctions()
    /// Names whose definition was wrong, which has been reported: their uses are passed over in silence, and what
    /// hangs on them comes out as `nil` without a further mistake.
    package var unknown: Set<String> = []
    /// `$as_of` in days; `nil` in a saved script that does not say.
    package var asOf: Int32?
    /// Minutes east of UTC of the model's zone.
    package var zoneMinutes: Int = 7 * 60
    /// An unguarded ordering comparison on a column that may be missing is an error (model files, `run`, `check`), else a counted notice.
    package var isStrict = false

    package init() {}

    /// What can be written after a `$`.
    package var valueNames: [String] { (Array(variables.keys) + Array(values.keys)).sorted() + ["as_of"] }
}
