import Testing

/// Everything at a terminal, one after the other: each test has a process of its own that must not wait for the others.
@Suite(.serialized) enum TerminalTests {}
