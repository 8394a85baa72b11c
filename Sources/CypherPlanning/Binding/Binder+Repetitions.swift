internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// Declares what joins two nodes.
    mutating func declare(
        _ link: CypherSyntax.PatternStep.Link,
        _ left: Slot,
        _ right: Slot,
        _ matching: inout PatternBinder
    ) throws(CypherError) -> PatternRelationship {
        switch link {
        case .relationship(let relationship):
            return try declare(relationship, left, right, &matching)
        case .repeated(let repeated):
            if let chain = link.chain { return try declare(chain, left, right, &matching) }
            return try declare(repeated, left, right, &matching)
        }
    }

    /// Declares a repeated pattern, whose own names become lists outside.
    ///
    /// Inside, only variables of earlier clauses are visible besides its own.
    private mutating func declare(
        _ repeated: RepeatedPattern,
        _ left: Slot,
        _ right: Slot,
        _ matching: inout PatternBinder
    ) throws(CypherError) -> PatternRelationship {
        groups += 1
        var inner = PatternBinder(scope: matching.outer, group: groups, canIntroduce: true)
        for name in repeated.pattern.variableNames
        where matching.scope.variables[name] != nil {
            throw BindingError.alreadyBound(name, at: repeated.pattern.span)
        }
        try declare(repeated.pattern, &inner)
        for part in inner.parts { try constrain(part, &inner) }
        if let predicate = repeated.pattern.predicate {
            inner.match.add(try self.predicate(predicate, in: inner.scope))
        }
        let slot = slots.allocate(nil, .relationshipList)
        try matching.introduce(nil, slot, .relationships)
        let relationships = inner.match.relationships
        return PatternRelationship(
            slot: slot,
            left: left,
            right: right,
            direction: relationships.count == 1 ? relationships[0].direction : .both,
            types: relationships.contains(where: \.types.isEmpty)
                ? [] : relationships.flatMap(\.types),
            length: PatternLength(
                minimum: repeated.count.lower ?? 0,
                maximum: repeated.count.upper
            ),
            group: matching.group,
            repetition: PatternRepetition(
                match: inner.match,
                start: inner.elements.nodes.first ?? left,
                end: inner.elements.nodes.last ?? right,
                relationships: relationships.map(\.slot),
                variables: try lists(of: inner, &matching)
            )
        )
    }

    /// The lists that the variables of a repeated pattern are outside.
    private mutating func lists(
        of inner: PatternBinder,
        _ matching: inout PatternBinder
    ) throws(CypherError) -> [RepeatPattern.Variable] {
        var lists: [RepeatPattern.Variable] = []
        for (name, variable) in inner.scope.variables.sorted(by: { $0.key < $1.key })
        where matching.outer.variables[name]?.slot != variable.slot {
            let isRelationship = variable.type == .relationship
            let list = slots.allocate(name, isRelationship ? .relationshipList : .value)
            let type: StaticType = isRelationship ? .relationships : .list(of: .node)
            let span = SourceSpan(start: 0, end: 0)
            try matching.introduce(Name(name, span: span), list, type)
            lists.append(RepeatPattern.Variable(element: variable.slot, list: list))
        }
        return lists
    }

    // MARK: Selected paths

    /// Notes which of the paths are meant, when a pattern begins with a selector.
    mutating func select(
        _ patterns: [PathPattern],
        _ matching: inout PatternBinder
    ) throws(CypherError) {
        guard let pattern = patterns.first(where: { $0.selectedCount != nil }),
            let number = pattern.selectedCount
        else { return }
        guard patterns.count == 1 else {
            throw BindingError.syntax(
                "UnexpectedSyntax",
                "A pattern with a path selector must be the only one of its MATCH.",
                at: pattern.span,
                hint: "Write a MATCH for each pattern."
            )
        }
        var (ends, length) = (matching.elements.nodes, pathLength(matching.elements))
        if let search = matching.match.shortestPaths.first {
            ends = [search.relationship.left, search.relationship.right]
            length = .literal(.integer(0))
        }
        guard let start = ends.first, let end = ends.last else { return }
        var isGroups = false
        if case .groups = pattern.selector { isGroups = true }
        let isFound = !matching.match.shortestPaths.isEmpty
        matching.match.selection = PathSelection(
            paths: SelectPaths(
                start: start,
                end: end,
                length: slots.allocate(nil, .value),
                count: try value(number, in: Scope()).expression,
                countsLengths: isGroups,
                isDone: isFound
            ),
            length: length
        )
    }

    /// The number of relationships of a path.
    private func pathLength(_ elements: PathElements) -> BoundExpression {
        var single: Int64 = 0
        var terms: [BoundExpression] = []
        for step in elements.steps {
            switch step {
            case .relationship: single += 1
            case .relationshipList(let slot):
                terms.append(.function(BoundFunctionCall(name: "size", arguments: [.slot(slot)])))
            }
        }
        return terms.reduce(.literal(.integer(single))) { sum, term in
            .arithmetic(.add, sum, term, .none)
        }
    }

    // MARK: Labels

    /// A label expression, whose dynamic labels are computed, as a predicate.
    mutating func labels(
        _ labels: LabelExpression,
        of entity: TypedExpression,
        _ context: ExpressionContext
    ) throws(CypherError) -> BoundExpression {
        guard !labels.expressions.isEmpty else {
            return .hasLabels(entity.expression, BoundLabelExpression(labels))
        }
        switch labels {
        case .name, .wildcard: return .hasLabels(entity.expression, BoundLabelExpression(labels))
        case .not(let member): return .not(try self.labels(member, of: entity, context))
        case .all(let members):
            var parts: [BoundExpression] = []
            for member in members { parts.append(try self.labels(member, of: entity, context)) }
            return .all(parts)
        case .any(let members):
            var parts: [BoundExpression] = []
            for member in members { parts.append(try self.labels(member, of: entity, context)) }
            return .any(parts)
        case .dynamic(let expression, let isAny):
            return try dynamic(expression, isAny: isAny, of: entity, context)
        }
    }

    private mutating func dynamic(
        _ expression: Expression,
        isAny: Bool,
        of entity: TypedExpression,
        _ context: ExpressionContext
    ) throws(CypherError) -> BoundExpression {
        let value = try bind(expression, context)
        try require(value.type, [.string, .list], "A dynamic label", at: expression.span)
        let element = slots.allocate(nil, .value)
        let labels: BoundExpression
        if entity.type.types == .relationship {
            let type = BoundFunctionCall(name: "type", arguments: [entity.expression])
            labels = .list([.function(type)])
        } else {
            labels = .function(BoundFunctionCall(name: "labels", arguments: [entity.expression]))
        }
        let quantifier = BoundQuantifier(
            kind: isAny ? .any : .all,
            element: element,
            list: listed(value),
            predicate: .membership(.slot(element), in: labels, SourceLocation(expression.span))
        )
        return .quantifier(quantifier)
    }

    /// A list as it is, any other value as the list of it.
    private mutating func listed(_ value: TypedExpression) -> BoundExpression {
        if value.type.types == .list { return value.expression }
        if value.type.types == .string { return .list([value.expression]) }
        let element = slots.allocate(nil, .value)
        let isList = BoundExpression.isTyped(
            .slot(element),
            .list(.named(.any, isNotNull: false), isNotNull: true)
        )
        let both = BoundExpression.searchedCase(
            [CaseBranch(condition: isList, result: .slot(element))],
            otherwise: .list([.slot(element)])
        )
        let bound = BoundListComprehension(
            element: element,
            list: .list([value.expression]),
            predicate: nil,
            result: both
        )
        return .element(.listComprehension(bound), index: .literal(.integer(0)), .none)
    }
}

extension CypherSyntax.PatternStep.Link {
    /// The relationship, or the chain of them that says the same as a repeated pattern: when
    /// nothing is asked of the nodes on the way.
    var chain: RelationshipPattern? {
        switch self {
        case .relationship(let relationship): relationship
        case .repeated(let repeated): repeated.chain
        }
    }
}

extension RepeatedPattern {
    fileprivate var chain: RelationshipPattern? {
        guard pattern.predicate == nil, pattern.steps.count == 1,
            pattern.nodes.allSatisfy({ $0.isBlank }), var chain = pattern.steps[0].relationship
        else { return nil }
        chain.length = count
        chain.length?.lower = count.lower ?? 0
        return chain
    }
}

extension NodePattern {
    /// Whether any node matches and none is named.
    fileprivate var isBlank: Bool {
        variable == nil && labels == nil && properties == nil && predicate == nil
    }
}

extension PathPattern {
    /// How many paths, or lengths of paths, are meant; nil when all are.
    var selectedCount: Expression? {
        switch selector {
        case .all, .shortest, .allShortest: nil
        case .first(let count), .groups(let count): count
        }
    }

    /// Whether a search from both ends answers a path selector: one path, or all of the least
    /// length, along one chain.
    var isSearchable: Bool {
        guard let selectedCount, case .literal(.integer(1)) = selectedCount.kind,
            steps.count == 1, let step = steps.first?.link.chain, predicate == nil,
            let length = step.length, (length.lower ?? 1) <= 1
        else { return false }
        let names = [start.variable, step.variable, steps[0].node.variable].compactMap { $0?.text }
        return Set(names).count == names.count
    }
}
