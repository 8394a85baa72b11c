/// What the planner may do to make plans faster; the answers are the same with any set.
public struct RuleSet: Hashable, Sendable {
    /// How patterns are planned.
    public enum Patterns: Hashable, Sendable {
        /// As the text says: scan all nodes, expand from left to right, filter at the end.
        case written
        /// From the cheapest start, with indexes, predicates as early as possible.
        case cheapest
    }

    /// How patterns are planned.
    public var patterns: Patterns
    /// Whether rewrite rules are applied.
    public var rewrites: Bool

    /// Makes a set.
    public init(patterns: Patterns, rewrites: Bool) {
        self.patterns = patterns
        self.rewrites = rewrites
    }

    /// Everything that makes plans faster.
    public static let standard = RuleSet(patterns: .cheapest, rewrites: true)

    /// Plans as the text says, for comparison in tests.
    public static let none = RuleSet(patterns: .written, rewrites: false)
}
