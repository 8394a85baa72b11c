/// Whose word counts when a file and the graph say different things.
public enum MergePolicy: Hashable, Sendable {
    /// The graph's: a file only adds what is missing. For seeds, which must not undo curation.
    case fill

    /// The file's: what it states replaces what was there; what it leaves out stays. For files
    /// that a steward imports.
    case replace
}
