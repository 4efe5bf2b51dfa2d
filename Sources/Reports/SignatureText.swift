import Characters

extension TextOutput {
    /// Roles side by side in equal parts of a line, the place and the day over the last of them, and room to sign below.
    func write(signatures: Signatures, width: Int) {
        let count = max(1, signatures.roles.count)
        let place = DisplayWidth.visible(signatures.place)
        let part = max(width / count, DisplayWidth.of(place), signatures.roles.map { DisplayWidth.of($0) }.max() ?? 0)
        func centred(_ text: String) -> String { String(repeating: " ", count: (part - DisplayWidth.of(text)) / 2) + text }
        line(String(repeating: " ", count: part * (count - 1)) + centred(place))
        var roles = ""
        for (number, role) in signatures.roles.enumerated() {
            roles = DisplayWidth.padded(roles, to: part * number) + centred(DisplayWidth.visible(role))
        }
        line(roles)
    }
}
