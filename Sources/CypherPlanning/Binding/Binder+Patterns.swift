internal import CypherSyntax
internal import PropertyGraph

extension Binder {
    /// Binds the patterns of a MATCH, or of a pattern inside an expression.
    ///
    /// All variables are declared before the first property map or predicate is bound, so these
    /// can read any variable of the clause.
    ///
    /// - Parameters:
    ///   - patterns: The comma-separated patterns.
    ///   - predicate: The `WHERE` predicate.
    ///   - scope: The variables before and, on return, after the match.
    ///   - canIntroduce: Whether names that are not bound yet may stand in the patterns.
    ///   - repeatsElements: Whether one relationship may stand at several places.
    /// - Returns: The match over slots.
    /// - Throws: What is wrong with the patterns or the predicate.
    mutating func match(
        _ patterns: [PathPattern],
        where predicate: Expression?,
        _ scope: inout Scope,
        canIntroduce: Bool = true,
        repeatsElements: Bool = false
    ) throws(CypherError) -> BoundMatch {
        groups += 1
        var matching = PatternBinder(scope: scope, group: groups, canIntroduce: canIntroduce)
        // Ordering a pattern takes the square of its size.
        let size = patterns.reduce(0) { size, pattern in size + 1 + pattern.steps.count }
        try count(size * size / 8, at: patterns.first?.span ?? SourceSpan(start: 0, end: 0))
        matching.repeatsElements = repeatsElements
        for pattern in patterns { try declare(pattern, &matching) }
        for part in matching.parts { try constrain(part, &matching) }
        for pattern in patterns {
            guard let inner = pattern.predicate else { continue }
            matching.match.add(try self.predicate(inner, in: matching.scope))
        }
        try select(patterns, &matching)
        if let predicate {
            matching.match.addOutside(try self.predicate(predicate, in: matching.scope))
        }
        let before = scope.slots
        scope = matching.scope
        matching.match.introduced.removeAll(where: before.contains)
        return matching.match
    }

    // MARK: Declaring

    mutating func declare(
        _ pattern: PathPattern,
        _ matching: inout PatternBinder
    ) throws(CypherError) {
        try count(1 + 2 * pattern.steps.count, at: pattern.span)
        let start = try declare(pattern.start, &matching)
        if pattern.selector == .shortest || pattern.selector == .allShortest
            || pattern.isSearchable
        {
            return try declareShortest(pattern, from: start, &matching)
        }
        var steps: [PathConstruction.Step] = []
        var nodes = [start]
        for step in pattern.steps {
            let left = nodes.last ?? start
            let right = try declare(step.node, &matching)
            let relationship = try declare(step.link, left, right, &matching)
            matching.match.relationships.append(relationship)
            steps.append(
                relationship.length == nil
                    ? .relationship(relationship.slot) : .relationshipList(relationship.slot)
            )
            nodes.append(right)
        }
        matching.elements = PathElements(nodes: nodes, steps: steps)
        guard let name = pattern.variable else { return }
        let slot = try declarePath(name, &matching)
        let path = PathConstruction(start: start, steps: steps, nodes: nodes)
        matching.match.paths.append(BoundProjection(slot, .path(path)))
    }

    private mutating func declareShortest(
        _ pattern: PathPattern,
        from start: Slot,
        _ matching: inout PatternBinder
    ) throws(CypherError) {
        guard let step = pattern.steps.first, pattern.steps.count == 1,
            let link = step.link.chain
        else {
            throw BindingError.syntax(
                "InvalidRelationshipPattern",
                "A shortest path takes a pattern with exactly one relationship.",
                at: pattern.span
            )
        }
        let end = try declare(step.node, &matching)
        var relationship = try declare(link, start, end, &matching)
        if let lower = relationship.length?.minimum, lower > 1 {
            throw BindingError.syntax(
                "InvalidRelationshipPattern",
                "A shortest path has a lower bound of 0 or 1.",
                at: link.span
            )
        }
        relationship.group = -relationship.group
        var path: Slot?
        if let name = pattern.variable { path = try declarePath(name, &matching) }
        let isAll: Bool
        if case .groups = pattern.selector {
            isAll = true
        } else {
            isAll = pattern.selector == .allShortest
        }
        matching.match.shortestPaths.append(
            PatternShortestPath(
                relationship: relationship,
                path: path,
                isAll: isAll,
                findsCycles: pattern.isSearchable
            )
        )
    }

    private mutating func declare(
        _ node: NodePattern,
        _ matching: inout PatternBinder
    ) throws(CypherError) -> Slot {
        let slot: Slot
        if let name = node.variable, let known = matching.scope.variables[name.text] {
            guard !known.type.excludes(.node) else {
                throw BindingError.typeConflict(
                    name.text,
                    is: known.type,
                    not: "a node",
                    at: name.span
                )
            }
            slot = known.slot
        } else {
            slot = slots.allocate(node.variable?.text, .node)
            try matching.introduce(node.variable, slot, .node)
        }
        matching.match.add(node: slot)
        if let labels = node.labels, labels.expressions.isEmpty {
            for part in BoundLabelExpression(labels).conjuncts {
                matching.match.predicates.append(.hasLabels(.slot(slot), part))
            }
        }
        matching.parts.append(
            .node(
                DeclaredNode(
                    slot: slot,
                    labels: node.labels,
                    properties: node.properties,
                    predicate: node.predicate
                )
            )
        )
        return slot
    }

    private mutating func declarePath(
        _ name: Name,
        _ matching: inout PatternBinder
    ) throws(CypherError) -> Slot {
        guard matching.scope.variables[name.text] == nil else {
            throw BindingError.alreadyBound(name.text, at: name.span)
        }
        let slot = slots.allocate(name.text, .path)
        try matching.introduce(name, slot, .path)
        return slot
    }

    mutating func declare(
        _ relationship: RelationshipPattern,
        _ left: Slot,
        _ right: Slot,
        _ matching: inout PatternBinder
    ) throws(CypherError) -> PatternRelationship {
        let isChain = relationship.length != nil
        let slot: Slot
        if let name = relationship.variable, let known = matching.scope.variables[name.text] {
            slot = try reuse(name, known, isChain: isChain, matching)
        } else {
            let kind: SlotKind = isChain ? .relationshipList : .relationship
            slot = slots.allocate(relationship.variable?.text, kind)
            let type: StaticType = isChain ? .relationships : .relationship
            try matching.introduce(relationship.variable, slot, type)
        }
        matching.relationshipSlots.insert(slot)
        var result = PatternRelationship(
            slot: slot,
            left: left,
            right: right,
            direction: Direction(relationship.direction),
            types: relationship.types?.alternativeNames?.map(\.text) ?? [],
            length: relationship.length.map(PatternLength.init),
            group: try group(of: relationship, matching)
        )
        result.types = result.types.reduce(into: []) { types, type in
            if !types.contains(type) { types.append(type) }
        }
        try constrainSteps(of: relationship, &result, &matching)
        return result
    }

    /// The group within which a relationship differs from all others.
    private mutating func group(
        of relationship: RelationshipPattern,
        _ matching: PatternBinder
    ) throws(CypherError) -> Int {
        guard matching.repeatsElements else { return matching.group }
        guard relationship.length == nil else {
            throw BindingError.syntax(
                "UnsupportedSyntax",
                "REPEATABLE ELEMENTS cannot be combined with a path of variable length.",
                at: relationship.span
            )
        }
        groups += 1
        return groups
    }

    private func reuse(
        _ name: Name,
        _ known: Variable,
        isChain: Bool,
        _ matching: PatternBinder
    ) throws(CypherError) -> Slot {
        let wanted: ValueType = isChain ? .list : .relationship
        guard !known.type.excludes(wanted) else {
            let phrase = isChain ? "a list of relationships" : "a relationship"
            throw BindingError.typeConflict(name.text, is: known.type, not: phrase, at: name.span)
        }
        guard matching.repeatsElements || !matching.relationshipSlots.contains(known.slot) else {
            throw BindingError.syntax(
                "RelationshipUniquenessViolation",
                "The relationship `\(name.text)` cannot stand at two places of one MATCH.",
                at: name.span
            )
        }
        return known.slot
    }

    /// Notes what has to hold of a relationship, or of each one of a chain.
    private mutating func constrainSteps(
        of relationship: RelationshipPattern,
        _ result: inout PatternRelationship,
        _ matching: inout PatternBinder
    ) throws(CypherError) {
        var isComplex = false
        if let types = relationship.types, types.alternativeNames == nil {
            if case .wildcard = types { isComplex = false } else { isComplex = true }
        }
        let element =
            result.length == nil
            ? result.slot : slots.allocate(relationship.variable?.text, .relationship)
        matching.parts.append(
            .relationship(
                DeclaredRelationship(
                    slot: result.slot,
                    element: element,
                    types: isComplex ? relationship.types : nil,
                    pattern: relationship
                )
            )
        )
    }

    // MARK: Constraining

    mutating func constrain(
        _ part: PatternBinder.Part,
        _ matching: inout PatternBinder
    ) throws(CypherError) {
        switch part {
        case .node(let node):
            let predicates = try propertyPredicates(node.properties, of: node.slot, matching.scope)
            matching.match.predicates += predicates
            if let labels = node.labels, !labels.expressions.isEmpty {
                let value = TypedExpression(.slot(node.slot), .node)
                let context = ExpressionContext(matching.scope)
                matching.match.add(try self.labels(labels, of: value, context))
            }
            if let predicate = node.predicate {
                matching.match.add(try self.predicate(predicate, in: matching.scope))
            }
        case .relationship(let relationship):
            let predicates = try self.predicates(of: relationship, matching.scope)
            guard relationship.element != relationship.slot else {
                matching.match.predicates += predicates
                return
            }
            guard !predicates.isEmpty else { return }
            let step = StepPredicate(
                element: relationship.element,
                predicate: .conjunction(predicates)
            )
            matching.match.setStepPredicate(step, of: relationship.slot)
        }
    }

    private mutating func predicates(
        of relationship: DeclaredRelationship,
        _ scope: Scope
    ) throws(CypherError) -> [BoundExpression] {
        let element = relationship.element
        var predicates: [BoundExpression] = []
        if let types = relationship.types {
            let value = TypedExpression(.slot(element), .relationship)
            predicates += try labels(types, of: value, ExpressionContext(scope)).conjuncts
        }
        let pattern = relationship.pattern
        predicates += try propertyPredicates(pattern.properties, of: element, scope)
        if let predicate = pattern.predicate {
            var inner = scope
            if let name = pattern.variable {
                inner = scope.adding(name.text, Variable(slot: element, type: .relationship))
            }
            predicates += try self.predicate(predicate, in: inner).conjuncts
        }
        return predicates
    }

    /// `{key: value}` of a pattern as equalities.
    private mutating func propertyPredicates(
        _ properties: Expression?,
        of slot: Slot,
        _ scope: Scope
    ) throws(CypherError) -> [BoundExpression] {
        guard let properties else { return [] }
        guard case .map(let entries) = properties.kind else {
            throw BindingError.syntax(
                "InvalidParameterUse",
                "Only a map of properties can be matched, not a parameter as a whole.",
                at: properties.span,
                hint: "Write each key: `{key: $map.key}`."
            )
        }
        var predicates: [BoundExpression] = []
        for entry in entries {
            let value = try self.value(entry.value, in: scope).expression
            let location = SourceLocation(entry.key.span)
            let property = BoundExpression.property(.slot(slot), key: entry.key.text, location)
            predicates.append(.comparison(.equal, property, value))
        }
        return predicates
    }
}

/// A node of a pattern, its predicates still unbound.
struct DeclaredNode {
    var slot: Slot
    var labels: LabelExpression?
    var properties: Expression?
    var predicate: Expression?
}

/// A relationship of a pattern, its predicates still unbound.
struct DeclaredRelationship {
    /// The slot of the relationship or chain.
    var slot: Slot
    /// The slot of one relationship: the same, unless it is a chain.
    var element: Slot
    /// The types, when a plain list of names does not express them.
    var types: LabelExpression?
    var pattern: RelationshipPattern
}

/// The state of binding the patterns of one clause.
struct PatternBinder {
    enum Part {
        case node(DeclaredNode)
        case relationship(DeclaredRelationship)
    }

    var match = BoundMatch()
    var scope: Scope
    var parts: [Part] = []
    var relationshipSlots: Set<Slot> = []
    let group: Int
    let canIntroduce: Bool
    /// The variables before the match.
    let outer: Scope
    var repeatsElements = false
    /// What the last path consists of.
    var elements = PathElements()

    init(scope: Scope, group: Int, canIntroduce: Bool) {
        self.scope = scope
        outer = scope
        self.group = group
        self.canIntroduce = canIntroduce
    }

    /// Makes a new slot part of the match, and visible when it has a name.
    mutating func introduce(_ name: Name?, _ slot: Slot, _ type: StaticType) throws(CypherError) {
        match.introduced.append(slot)
        guard let name else { return }
        guard canIntroduce else {
            throw BindingError.undefined(name.text, at: name.span, in: scope)
        }
        scope.add(name.text, Variable(slot: slot, type: type))
    }
}

extension BoundMatch {
    /// Sets what every relationship of a chain fulfils.
    mutating func setStepPredicate(_ step: StepPredicate, of slot: Slot) {
        for index in relationships.indices where relationships[index].slot == slot {
            relationships[index].stepPredicate = step
        }
        for index in shortestPaths.indices where shortestPaths[index].relationship.slot == slot {
            shortestPaths[index].relationship.stepPredicate = step
        }
    }
}

extension PatternLength {
    init(_ range: HopRange) {
        self.init(minimum: range.lower ?? 1, maximum: range.upper)
    }
}

extension Direction {
    init(_ direction: RelationshipPattern.Direction) {
        switch direction {
        case .outgoing: self = .outgoing
        case .incoming: self = .incoming
        case .undirected: self = .both
        }
    }
}

extension BoundLabelExpression {
    /// The operands of a conjunction, or the expression itself.
    var conjuncts: [BoundLabelExpression] {
        if case .and(let left, let right) = self { return left.conjuncts + right.conjuncts }
        return [self]
    }
}
