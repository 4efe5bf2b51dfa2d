extension Rule {
    /// Every rule, in the order in which they are applied.
    package static let all: [Rule] = [
        computeConstants,
        foldConstants,
        filterBeforeAttaching,
        dropUnusedColumns,
        keepTopRows,
        leaveGroupsUnsorted,
        leaveOutZones,
        filterWhileReading,
    ]
}
