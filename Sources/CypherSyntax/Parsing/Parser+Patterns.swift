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
        var pattern = try anonymousPattern()
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

    // PatternElement = NodePattern, { RelationshipPattern, NodePattern }
    // | '(', PatternElement, ')'
    private mutating func patternElement() throws(CypherError) -> PathPattern {
        let start = current
        if at(.parenthesisOpen), token(ahead: 1).kind == .parenthesisOpen {
            advance()
            let inner = try nested { parser throws(CypherError) in try parser.patternElement() }
            try require(.parenthesisClose)
            return inner
        }
        let node = try nodePattern()
        var steps: [PatternStep] = []
        while atRelationship() {
            let relationship = try relationshipPattern()
            steps.append(PatternStep(relationship: relationship, node: try nodePattern()))
        }
        return PathPattern(
            variable: nil,
            selector: .all,
            start: node,
            steps: steps,
            span: span(from: start)
        )
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
