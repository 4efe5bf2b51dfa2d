extension Column {
    /// Texts as codes of a dictionary of their own, other columns as they are: for values that go out to many rows each, which would copy them. O(bytes).
    package var withCodedTexts: Column {
        guard case .text(let texts) = self else { return self }
        var builder = DictionaryBuilder()
        let codes = (0..<texts.count).map { row in texts.validity?[row] ?? true ? builder.code(texts[row]) : 0 }
        return .coded(CodedColumn(codes: Values(codes), dictionary: builder.finish(), validity: texts.validity))
    }
}
