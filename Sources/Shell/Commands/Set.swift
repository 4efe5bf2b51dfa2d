import Diagnostics
import Engine
import Reports
import Session
import Tables

extension Command {
    /// `.set [NAME [VALUE]]`
    static func set(_ shell: Shell, _ line: CommandLine) {
        guard let name = line.first else {
            return shell.screen.block(
                .table(
                    ResultTable.texts([
                        ("setting", ShellSetting.all.map(\.name)), ("value", ShellSetting.all.map { $0.read(shell) }), ("does", ShellSetting.all.map(\.summary)),
                    ])))
        }
        guard let setting = ShellSetting.named(name) else {
            return shell.report(.unknownSetting(name, nearest: Spelling.nearest(name, in: ShellSetting.all.map(\.name), limit: 1).first))
        }
        set(setting, line.words.dropFirst().first, more: line.words.count > 2 ? line.rest(from: 2) : nil, shell)
    }

    /// A command that bears the name of a setting: says it, or changes it.
    static func setting(_ name: String) -> @Sendable (Shell, CommandLine) -> Void {
        { shell, line in
            guard let setting = ShellSetting.named(name) else { return }
            set(setting, line.first, more: line.words.count > 1 ? line.rest(from: 1) : nil, shell)
        }
    }

    private static func set(_ setting: ShellSetting, _ value: String?, more: String?, _ shell: Shell) {
        guard let value else { return shell.screen.block(.text(setting.read(shell))) }
        if let more { return shell.report(.extraArgument(more, of: setting.name)) }
        if !setting.write(shell, value) {
            shell.report(.settingValue(value, of: setting.name, wanted: setting.wanted, nearest: Spelling.nearest(value, in: setting.values, limit: 1).first))
        }
    }
}
