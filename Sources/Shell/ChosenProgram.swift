import Glibc

/// The programs to which the shell leaves what it does not do itself, as command lines: what the user has named, else what is usual.
enum ChosenProgram {
    /// Long results are looked through in it.
    static var pager: String { variable("MOTCUA_PAGER") ?? variable("PAGER") ?? "less -RSFX" }

    /// Takes a file as `$1`.
    static var editor: String { (variable("VISUAL") ?? variable("EDITOR") ?? "vi") + " \"$1\"" }

    /// Those that may take what they read to the clipboard, the first that does.
    static var clipboards: [String] {
        if let named = variable("MOTCUA_CLIPBOARD") { return [named] }
        return (variable("WAYLAND_DISPLAY") != nil ? ["wl-copy 2>/dev/null"] : []) + (variable("DISPLAY") != nil ? ["xclip -selection clipboard 2>/dev/null"] : [])
    }

    /// Opens the file `$1` in a window; `nil` where there is no desktop, or none that opens files.
    static var opener: String? {
        if let named = variable("MOTCUA_OPENER") { return named + " \"$1\"" }
        guard variable("WAYLAND_DISPLAY") != nil || variable("DISPLAY") != nil else { return nil }
        return ["xdg-open", "gio open", "libreoffice --calc"].first { isInstalled(String($0.prefix { $0 != " " })) }.map { $0 + " \"$1\"" }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    private static func isInstalled(_ name: String) -> Bool {
        (variable("PATH") ?? "").split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
