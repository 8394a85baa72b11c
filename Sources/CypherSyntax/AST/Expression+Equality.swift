// The compiler could write this comparison, but without optimisation its one big function would
// take 7 KiB of stack for each level of a tree. Split by kind, a level takes a quarter of that.

extension Expression.Kind {
    /// Whether two expressions mean the same; spans do not count.
    public static func == (left: Expression.Kind, right: Expression.Kind) -> Bool {
        switch left {
        case .literal, .variable, .parameter, .countAll: equalLeaves(left, right)
        case .list, .and, .or, .xor, .not: equalLists(left, right)
        case .property, .element, .slice, .hasLabels, .isNull, .isTyped:
            equalPostfixes(left, right)
        case .comparison, .sign, .binary, .call, .conditional: equalOperations(left, right)
        case .map, .mapProjection, .listComprehension, .quantifier, .reduce:
            equalForms(left, right)
        case .pattern, .patternComprehension, .exists, .count, .collect:
            equalSubqueries(left, right)
        }
    }

    @inline(never)
    private static func equalLeaves(_ left: Self, _ right: Self) -> Bool {
        switch (left, right) {
        case (.literal(let a), .literal(let b)): a == b
        case (.variable(let a), .variable(let b)): a == b
        case (.parameter(let a), .parameter(let b)): a == b
        case (.countAll, .countAll): true
        default: false
        }
    }

    @inline(never)
    private static func equalLists(_ left: Self, _ right: Self) -> Bool {
        switch (left, right) {
        case (.list(let a), .list(let b)): a == b
        case (.and(let a), .and(let b)): a == b
        case (.or(let a), .or(let b)): a == b
        case (.xor(let a), .xor(let b)): a == b
        case (.not(let a), .not(let b)): a == b
        default: false
        }
    }

    @inline(never)
    private static func equalPostfixes(_ left: Self, _ right: Self) -> Bool {
        switch (left, right) {
        case (.property(let a, let key), .property(let b, let other)): key == other && a == b
        case (.element(let a, let index), .element(let b, let other)): a == b && index == other
        case (.slice(let a, let from, let to), .slice(let b, let otherFrom, let otherTo)):
            a == b && from == otherFrom && to == otherTo
        case (.hasLabels(let a, let labels), .hasLabels(let b, let other)):
            labels == other && a == b
        case (.isNull(let a, let isNegated), .isNull(let b, let other)):
            isNegated == other && a == b
        case (.isTyped(let a, let type, let isNegated), .isTyped(let b, let other, let negated)):
            type == other && isNegated == negated && a == b
        default: false
        }
    }

    @inline(never)
    private static func equalOperations(_ left: Self, _ right: Self) -> Bool {
        switch (left, right) {
        case (.comparison(let a, let links), .comparison(let b, let other)):
            a == b && links == other
        case (.sign(let sign, let a), .sign(let other, let b)): sign == other && a == b
        case (.binary(let symbol, let a, let c), .binary(let other, let b, let d)):
            symbol == other && a == b && c == d
        case (.call(let a), .call(let b)): a == b
        case (.conditional(let a), .conditional(let b)): a == b
        default: false
        }
    }

    @inline(never)
    private static func equalForms(_ left: Self, _ right: Self) -> Bool {
        switch (left, right) {
        case (.map(let a), .map(let b)): a == b
        case (.mapProjection(let a), .mapProjection(let b)): a == b
        case (.listComprehension(let a), .listComprehension(let b)): a == b
        case (.quantifier(let a), .quantifier(let b)): a == b
        case (.reduce(let a), .reduce(let b)): a == b
        default: false
        }
    }

    @inline(never)
    private static func equalSubqueries(_ left: Self, _ right: Self) -> Bool {
        switch (left, right) {
        case (.pattern(let a), .pattern(let b)): a == b
        case (.patternComprehension(let a), .patternComprehension(let b)): a == b
        case (.exists(let a), .exists(let b)): a == b
        case (.count(let a), .count(let b)): a == b
        case (.collect(let a), .collect(let b)): a == b
        default: false
        }
    }
}

extension Literal {
    /// Whether two constants are the same; NaN is itself, and `0.0` is not `-0.0`.
    public static func == (left: Literal, right: Literal) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let a), .boolean(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.float(let a), .float(let b)):
            a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
        case (.string(let a), .string(let b)): a == b
        default: false
        }
    }

    /// Adds the kind and the value.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value): hasher.combine(value.isNaN ? 0 : value.bitPattern)
        case .string(let value): hasher.combine(value)
        }
    }
}
