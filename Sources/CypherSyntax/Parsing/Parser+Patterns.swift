extension Token {
    /// Whether the token can begin a path selector.
    fileprivate var isSelector: Bool {
        keyword == .all || keyword == .anyKeyword || keyword == .shortest
    }
}

extension PatternStep {
    /// Whether a pattern is repeated here.
    fileprivate var isRepeated: Bool {
        if case .repeated = link { return true }
        return false
    }
}

extension Parser {
    // Pattern = PatternPart, { ',', PatternPart }
    mutating func patternList() throws(CypherError) -> [PathPattern] {
        var patterns = [try pathPattern()]
        while accept(.comma) { patterns.append(try pathPattern()) }
        return patterns
    }

    // PatternPart = [Variable, '='], (ShortestPath | PatternElement)
    mutating func pathPattern() throws(CypherError) -> PathPattern {
        let start = current
        var variable: Name?
        if current.isName, token(ahead: 1).kind == .equal {
            variable = try name("a variable")
            advance()
        }
        let selector = try pathSelector()
        var pattern = try anonymousPattern()
        if let selector {
            guard pattern.selector == .all else {
                throw failure(
                    Self.unexpectedSyntax,
                    "Shortest paths are asked for twice.",
                    at: span(from: start),
                    hint: "Write `SHORTEST 1 (a)-[:TYPE]->+(b)`."
                )
            }
            pattern.selector = selector
        }
        pattern.variable = variable
        pattern.span = span(from: start)
        return pattern
    }

    // ShortestPath = (shortestPath | allShortestPaths), '(', PatternElement, ')'
    mutating func anonymousPattern() throws(CypherError) -> PathPattern {
        guard let selector = shortestPathSelector() else {
            return try nested { parser throws(CypherError) in try parser.patternElement() }
        }
        let start = advance()
        try require(.parenthesisOpen)
        var pattern = try nested { parser throws(CypherError) in try parser.patternElement() }
        try require(.parenthesisClose)
        pattern.selector = selector
        pattern.span = span(from: start)
        guard pattern.steps.count == 1 else {
            throw failure(
                Self.unexpectedSyntax,
                "A shortest path has exactly one relationship.",
                at: pattern.span,
                hint: "Write `shortestPath((a)-[*]-(b))`."
            )
        }
        return pattern
    }

    // Selector = ALL, [Paths] | ANY, [Count], [Paths] | [ANY | ALL], SHORTEST, [Paths]
    // | SHORTEST, [Count], [Paths], [GROUP | GROUPS]; Paths = PATH | PATHS
    private mutating func pathSelector() throws(CypherError) -> PathPattern.Selector? {
        let start = current
        guard start.isSelector else { return nil }
        let one = Expression(.literal(.integer(1)), span: start.span)
        if accept(.all) {
            guard accept(.shortest) else {
                acceptPaths()
                return .all
            }
            acceptPaths()
            return .groups(count: one)
        }
        if accept(.anyKeyword) {
            var count = one
            if !accept(.shortest), let given = try pathCount() { count = given }
            acceptPaths()
            return .first(count: count)
        }
        guard accept(.shortest) else { return nil }
        let count = try pathCount()
        acceptPaths()
        if acceptWord("GROUP") || acceptWord("GROUPS") { return .groups(count: count ?? one) }
        guard let count else { throw unexpected(hint: "Write `SHORTEST 1`.") }
        return .first(count: count)
    }

    private mutating func acceptPaths() {
        if !acceptWord("PATHS") { _ = acceptWord("PATH") }
    }

    private mutating func pathCount() throws(CypherError) -> Expression? {
        guard at(.integer) || at(.dollar) else { return nil }
        let count = try atom()
        if case .literal(.integer(let number)) = count.kind, number < 1 {
            throw failure(
                "NegativeIntegerArgument",
                "The number of paths must be at least 1.",
                at: count.span
            )
        }
        return count
    }

    /// Whether a selector such as `SHORTEST 2` comes next.
    var atPathSelector: Bool {
        guard current.isSelector else { return false }
        let next = token(ahead: 1)
        switch next.kind {
        case .parenthesisOpen: return true
        case .integer, .dollar: return token(ahead: 2).kind != .end
        case .word: return next.isSelector || token(ahead: 2).kind == .parenthesisOpen
        default: return false
        }
    }

    /// Whether `shortestPath(` or `allShortestPaths(` comes next.
    func shortestPathSelector() -> PathPattern.Selector? {
        guard current.kind == .word, current.keyword == .none else { return nil }
        guard token(ahead: 1).kind == .parenthesisOpen else { return nil }
        let length = current.end - current.start
        guard length == 12 || length == 16 else { return nil }
        switch text(of: current.span).lowercased() {
        case "shortestpath": return .shortest
        case "allshortestpaths": return .allShortest
        default: return nil
        }
    }

    // PatternElement = (NodePattern | Repeated), { RelationshipPattern, NodePattern | Repeated,
    // [NodePattern] } | '(', PatternElement, [Where], ')'
    private mutating func patternElement() throws(CypherError) -> PathPattern {
        let start = current
        var pattern = PathPattern(
            variable: nil,
            selector: .all,
            start: NodePattern(span: SourceSpan(start: Int(start.start), end: Int(start.start))),
            steps: [],
            span: start.span
        )
        if atParenthesizedPattern() {
            let inner = try parenthesizedPattern()
            guard let count = try patternQuantifier() else { return inner }
            pattern.steps.append(try repetition(of: inner, count))
        } else {
            pattern.start = try nodePattern()
        }
        while true {
            if atRelationship() {
                let relationship = try relationshipPattern()
                let node = try nodePattern()
                pattern.steps.append(PatternStep(link: .relationship(relationship), node: node))
            } else if atParenthesizedPattern() {
                let inner = try parenthesizedPattern()
                guard let count = try patternQuantifier() else {
                    throw failure(
                        Self.unexpectedSyntax,
                        "A pattern in parentheses inside a longer one needs a quantifier.",
                        at: inner.span,
                        hint: "Write `((a)-->(b)){1,3}`, or leave the parentheses out."
                    )
                }
                pattern.steps.append(try repetition(of: inner, count))
            } else {
                break
            }
        }
        pattern.span = span(from: start)
        return pattern
    }

    /// Whether `((` or `(path = (` comes next.
    private func atParenthesizedPattern() -> Bool {
        guard current.kind == .parenthesisOpen else { return false }
        let next = token(ahead: 1)
        return next.kind == .parenthesisOpen
            || (next.isName && token(ahead: 2).kind == .equal)
    }

    // Parenthesized = '(', PatternElement, [Where], ')'
    private mutating func parenthesizedPattern() throws(CypherError) -> PathPattern {
        let start = try require(.parenthesisOpen)
        if current.isName, token(ahead: 1).kind == .equal {
            throw failure(
                "UnsupportedSyntax",
                "A path variable cannot stand inside the parentheses.",
                at: current.span,
                hint: "Name the whole path: `path = ((a)-->(b)){1,3}`."
            )
        }
        var inner = try nested { parser throws(CypherError) in try parser.patternElement() }
        if at(.whereKeyword) {
            guard inner.predicate == nil else { throw unexpected() }
            inner.predicate = try withoutBar { parser throws(CypherError) in
                try parser.optionalWhere()
            }
        }
        try require(.parenthesisClose)
        inner.span = span(from: start)
        return inner
    }

    /// The quantifier after a pattern in parentheses, if there is one.
    private mutating func patternQuantifier() throws(CypherError) -> HopRange? {
        guard let count = try hopQuantifier() else { return nil }
        if let lower = count.lower, let upper = count.upper, upper < lower || upper == 0 {
            throw failure(
                "InvalidQuantifier",
                "A quantifier's upper bound is at least 1 and not below its lower bound.",
                at: count.span,
                hint: "Write `{1,3}`."
            )
        }
        return count
    }

    /// A repeated pattern with the node after it, which may be left out.
    private mutating func repetition(
        of pattern: PathPattern,
        _ count: HopRange
    ) throws(CypherError) -> PatternStep {
        guard !pattern.steps.isEmpty else {
            throw failure(
                "InvalidRelationshipPattern",
                "A repeated pattern needs at least one relationship.",
                at: pattern.span,
                hint: "Write `((a)-[r]->(b)){1,3}`."
            )
        }
        for step in pattern.steps where step.relationship?.length != nil || step.isRepeated {
            throw failure(
                "InvalidRelationshipPattern",
                "A repeated pattern cannot hold another repetition.",
                at: pattern.span
            )
        }
        let repeated = RepeatedPattern(pattern: pattern, count: count)
        guard current.kind == .parenthesisOpen, !atParenthesizedPattern() else {
            let here = SourceSpan(start: count.span.end, end: count.span.end)
            return PatternStep(link: .repeated(repeated), node: NodePattern(span: here))
        }
        return PatternStep(link: .repeated(repeated), node: try nodePattern())
    }

    private mutating func atRelationship() -> Bool {
        at(.minus) || at(.less) || at(.dash) || at(.arrowheadLeft)
    }

    // NodePattern = '(', [Variable], [':', LabelExpression], [Properties], [Where], ')'
    private mutating func nodePattern() throws(CypherError) -> NodePattern {
        let start = try require(.parenthesisOpen)
        let variable = try patternVariable()
        var labels: LabelExpression?
        if accept(.colon) || accept(.isKeyword) { labels = try labelExpression() }
        let properties = try patternProperties()
        let predicate = try inlineWhere()
        try require(.parenthesisClose)
        return NodePattern(
            variable: variable,
            labels: labels,
            properties: properties,
            predicate: predicate,
            span: span(from: start)
        )
    }

    /// The variable of a node or relationship pattern; `WHERE` and `IS` may be its name.
    private mutating func patternVariable() throws(CypherError) -> Name? {
        guard current.isName else {
            if recordsExpectations { expect("a variable") }
            return nil
        }
        if current.keyword == .whereKeyword || current.keyword == .isKeyword {
            switch token(ahead: 1).kind {
            case .colon, .parenthesisClose, .bracketClose, .braceOpen: break
            default: return nil
            }
        }
        return try name()
    }

    private mutating func inlineWhere() throws(CypherError) -> Expression? {
        guard at(.whereKeyword) else { return nil }
        return try withoutBar { parser throws(CypherError) in try parser.optionalWhere() }
    }

    // Properties = MapLiteral | Parameter
    private mutating func patternProperties() throws(CypherError) -> Expression? {
        if current.kind == .dollar, !allowsParameterProperties {
            let start = advance()
            _ = accept(.integer) || current.isName
            throw failure(
                "InvalidParameterUse",
                "A parameter cannot stand for all properties here.",
                at: start.span,
                hint: "Write `{key: $value.key}` for each property, or compare them in WHERE."
            )
        }
        guard at(.braceOpen) || (allowsParameterProperties && at(.dollar)) else { return nil }
        let mayUseParameters = allowsParameterProperties
        allowsParameterProperties = false
        let properties = try withHeight { parser throws(CypherError) in
            try parser.withoutBar { parser throws(CypherError) in try parser.atom() }
        }
        allowsParameterProperties = mayUseParameters
        return properties
    }

    // RelationshipPattern = [LeftArrowHead], Dash, [Detail], Dash, [RightArrowHead], [Quantifier]
    private mutating func relationshipPattern() throws(CypherError) -> RelationshipPattern {
        let start = current
        let pointsLeft = accept(.less) || accept(.arrowheadLeft)
        try requireDash()
        var relationship = RelationshipPattern(direction: .undirected, span: start.span)
        if accept(.bracketOpen) {
            try relationshipDetail(into: &relationship)
            try require(.bracketClose)
        }
        try requireDash()
        let pointsRight = accept(.greater) || accept(.arrowheadRight)
        if pointsLeft != pointsRight {
            relationship.direction = pointsLeft ? .incoming : .outgoing
        }
        if !at(.parenthesisOpen), let quantifier = try hopQuantifier() {
            guard relationship.length == nil else {
                throw invalidRelationship(at: quantifier.span, "The length is given twice.")
            }
            relationship.length = quantifier
        }
        relationship.span = span(from: start)
        return relationship
    }

    private mutating func requireDash() throws(CypherError) {
        guard accept(.minus) || accept(.dash) else { throw unexpected() }
    }

    // Detail = [Variable], [':', TypeExpression], [RangeLiteral], [Properties], [Where]
    private mutating func relationshipDetail(
        into relationship: inout RelationshipPattern
    ) throws(CypherError) {
        relationship.variable = try patternVariable()
        if accept(.colon) || accept(.isKeyword) { relationship.types = try labelExpression() }
        relationship.length = try hopRange()
        relationship.properties = try patternProperties()
        relationship.predicate = try inlineWhere()
    }

    // RangeLiteral = '*', [Integer], ['..', [Integer]]
    private mutating func hopRange() throws(CypherError) -> HopRange? {
        let start = current
        if at(.dotDot) {
            throw invalidRelationship(at: start.span, "A range of hops begins with `*`.")
        }
        guard accept(.star) else { return nil }
        let lower = try hopCount()
        var upper = lower
        if accept(.dotDot) { upper = try hopCount() }
        if at(.minus) || at(.float) || at(.dollar) {
            throw invalidRelationship(
                at: current.span,
                "The number of hops must be a whole number from 0, written out."
            )
        }
        return HopRange(lower: lower, upper: upper, span: span(from: start))
    }

    // Quantifier = '+' | '*' | '{', Integer, '}' | '{', [Integer], ',', [Integer], '}'
    private mutating func hopQuantifier() throws(CypherError) -> HopRange? {
        let start = current
        if accept(.plus) { return HopRange(lower: 1, upper: nil, span: start.span) }
        if accept(.star) { return HopRange(lower: 0, upper: nil, span: start.span) }
        guard accept(.braceOpen) else { return nil }
        let lower = try hopCount()
        var upper = lower
        if accept(.comma) {
            upper = try hopCount()
        } else if lower == nil {
            throw unexpected()
        }
        try require(.braceClose)
        return HopRange(lower: lower ?? 0, upper: upper, span: span(from: start))
    }

    private mutating func hopCount() throws(CypherError) -> Int? {
        guard at(.integer) else { return nil }
        let token = advance()
        let count = try NumberLiteral.integer(
            bytes(of: token),
            isNegative: false,
            span: token.span
        )
        return Int(count)
    }

    private func invalidRelationship(at span: SourceSpan, _ message: String) -> CypherError {
        failure(
            "InvalidRelationshipPattern",
            message,
            at: span,
            hint: "Write `-[:TYPE*1..3]->`."
        )
    }
}
