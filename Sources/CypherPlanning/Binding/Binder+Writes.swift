internal import CypherSyntax
internal import PropertyGraph

/// What a pattern creates, and the variables it binds.
struct Creation {
    var commands: [CreateCommand] = []
    var paths: [BoundProjection] = []
    var maps: [BoundExpression] = []
    /// Gives the nodes their dynamic labels.
    var labels: [Mutation] = []
    /// What dynamic labels and types ask of a pattern to look for.
    var conditions: [BoundExpression] = []
}

extension Binder {
    // MARK: CREATE

    mutating func create(
        _ clause: CreateClause,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        var creation = Creation()
        for pattern in clause.patterns {
            try create(pattern, isMerge: false, &creation, &binding.scope)
        }
        let isConstant = creation.commands.allSatisfy(\.isConstant) && creation.labels.isEmpty
        if isConstant, case .create(let before, let paths) = binding.clauses.last, paths.isEmpty {
            let commands = before + creation.commands
            binding.clauses[binding.clauses.count - 1] = .create(commands, paths: creation.paths)
            return
        }
        try count(2, at: clause.span)
        binding.clauses.append(.create(creation.commands, paths: creation.paths))
        if !creation.labels.isEmpty { binding.clauses.append(.mutate(creation.labels)) }
    }

    /// Binds a pattern to create, left to right.
    private mutating func create(
        _ pattern: PathPattern,
        isMerge: Bool,
        _ creation: inout Creation,
        _ scope: inout Scope
    ) throws(CypherError) {
        guard pattern.selector == .all else {
            throw BindingError.syntax(
                "UnexpectedSyntax",
                "A shortest path can be matched but not created.",
                at: pattern.span
            )
        }
        var relationships: [RelationshipPattern] = []
        for step in pattern.steps {
            guard let relationship = step.relationship else {
                throw BindingError.syntax(
                    "CreatingVarLength",
                    "A repeated pattern can be matched but not created.",
                    at: pattern.span
                )
            }
            try checkCreatable(relationship, isMerge: isMerge, scope)
            relationships.append(relationship)
        }
        if let predicate = pattern.predicate { throw Self.unexpectedWhere(at: predicate.span) }
        let isLone = pattern.steps.isEmpty
        var nodes: [Slot] = []
        for node in pattern.nodes {
            nodes.append(try create(node, isLone: isLone, isMerge, &creation, &scope))
        }
        var steps: [PathConstruction.Step] = []
        for (index, relationship) in relationships.enumerated() {
            let ends = (nodes[index], nodes[index + 1])
            let slot = try create(relationship, ends, isMerge, &creation, &scope)
            steps.append(.relationship(slot))
        }
        guard let name = pattern.variable, let start = nodes.first else { return }
        let slot = try introduce(name, .path, &scope)
        let path = PathConstruction(start: start, steps: steps, nodes: nodes)
        creation.paths.append(BoundProjection(slot, .path(path)))
    }

    private mutating func create(
        _ node: NodePattern,
        isLone: Bool,
        _ isMerge: Bool,
        _ creation: inout Creation,
        _ scope: inout Scope
    ) throws(CypherError) -> Slot {
        if let predicate = node.predicate { throw Self.unexpectedWhere(at: predicate.span) }
        if let name = node.variable, let known = scope.variables[name.text] {
            guard !known.type.excludes(.node) else {
                throw BindingError.typeConflict(
                    name.text,
                    is: known.type,
                    not: "a node",
                    at: name.span
                )
            }
            guard !isLone, node.labels == nil, node.properties == nil else {
                throw BindingError.alreadyBound(name.text, at: name.span)
            }
            return known.slot
        }
        let labels = try labelItems(node.labels, at: node.span)
        let properties = try creationMap(node.properties, isMerge, &creation, scope)
        let slot = slots.allocate(node.variable?.text, .node)
        let entity = TypedExpression(.slot(slot), .node)
        for case .dynamic(let label) in labels {
            let value = try value(label, in: scope).expression
            creation.labels.append(.addDynamicLabels(.slot(slot), value))
            guard isMerge else { continue }
            let test = LabelExpression.dynamic(label, isAny: false)
            creation.conditions.append(
                try self.labels(test, of: entity, ExpressionContext(scope)))
        }
        if let name = node.variable {
            scope.add(name.text, Variable(slot: slot, type: .node))
        }
        let names = labels.compactMap(\.name)
        creation.commands.append(.node(slot, labels: names, properties: properties))
        return slot
    }

    private mutating func create(
        _ relationship: RelationshipPattern,
        _ ends: (left: Slot, right: Slot),
        _ isMerge: Bool,
        _ creation: inout Creation,
        _ scope: inout Scope
    ) throws(CypherError) -> Slot {
        let properties = try creationMap(relationship.properties, isMerge, &creation, scope)
        let slot = slots.allocate(relationship.variable?.text, .relationship)
        if let name = relationship.variable {
            guard scope.variables[name.text] == nil else {
                throw BindingError.alreadyBound(name.text, at: name.span)
            }
            scope.add(name.text, Variable(slot: slot, type: .relationship))
        }
        let isBackward = relationship.direction == .incoming
        var type = RelationshipTypeSource.name("")
        switch relationship.types?.items?.first {
        case .name(let name): type = .name(name.text)
        case .dynamic(let expression): type = .computed(try value(expression, in: scope).expression)
        case nil: break
        }
        if isMerge, case .computed = type, let types = relationship.types {
            let entity = TypedExpression(.slot(slot), .relationship)
            creation.conditions.append(try labels(types, of: entity, ExpressionContext(scope)))
        }
        creation.commands.append(
            .relationship(
                slot,
                type: type,
                from: isBackward ? ends.right : ends.left,
                to: isBackward ? ends.left : ends.right,
                properties: properties
            )
        )
        return slot
    }

    private mutating func creationMap(
        _ properties: Expression?,
        _ isMerge: Bool,
        _ creation: inout Creation,
        _ scope: Scope
    ) throws(CypherError) -> BoundExpression? {
        guard let properties else { return nil }
        if isMerge, case .map = properties.kind {
        } else if isMerge {
            throw BindingError.syntax(
                "InvalidParameterUse",
                "MERGE takes a map of properties, not a parameter as a whole.",
                at: properties.span,
                hint: "Write each key: `{key: $map.key}`."
            )
        }
        let bound = try value(properties, in: scope)
        try require(bound.type, [.map, .entity], "A pattern's properties", at: properties.span)
        creation.maps.append(bound.expression)
        return bound.expression
    }

    private func labelItems(
        _ labels: LabelExpression?,
        at span: SourceSpan
    ) throws(CypherError) -> [LabelItem] {
        guard let labels else { return [] }
        guard let items = labels.items else {
            throw BindingError.syntax(
                "UnexpectedSyntax",
                "A new node takes a list of labels, not an expression over labels.",
                at: span
            )
        }
        return items
    }

    /// Reports a relationship that can be matched but not created.
    private func checkCreatable(
        _ relationship: RelationshipPattern,
        isMerge: Bool,
        _ scope: Scope
    ) throws(CypherError) {
        if let predicate = relationship.predicate { throw Self.unexpectedWhere(at: predicate.span) }
        if let name = relationship.variable, scope.variables[name.text] != nil {
            throw BindingError.alreadyBound(name.text, at: name.span)
        }
        guard relationship.length == nil else {
            throw BindingError.syntax(
                "CreatingVarLength",
                "A relationship of variable length can be matched but not created.",
                at: relationship.span
            )
        }
        guard relationship.types?.items?.count == 1 else {
            throw BindingError.syntax(
                "NoSingleRelationshipType",
                "A new relationship needs exactly one type.",
                at: relationship.span
            )
        }
        guard isMerge || relationship.direction != .undirected else {
            throw BindingError.syntax(
                "RequiresDirectedRelationship",
                "A new relationship needs one direction.",
                at: relationship.span
            )
        }
    }

    private static func unexpectedWhere(at span: SourceSpan) -> CypherError {
        BindingError.syntax(
            "UnexpectedSyntax",
            "WHERE can stand in a pattern to match, not in one to create.",
            at: span
        )
    }

    // MARK: MERGE

    mutating func merge(
        _ clause: MergeClause,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        let before = binding.scope
        var creation = Creation()
        try create(clause.pattern, isMerge: true, &creation, &binding.scope)
        let match = mergedPattern(clause.pattern, creation, before)
        let merge = BoundMerge(
            pattern: match,
            create: creation.commands,
            onCreate: creation.labels + (try mutations(clause.onCreate, binding.scope)),
            onMatch: try mutations(clause.onMatch, binding.scope),
            requiredProperties: creation.maps,
            paths: creation.paths
        )
        binding.clauses.append(.merge(merge))
    }

    /// The pattern of a MERGE as one to look for, over the slots of its creation.
    private mutating func mergedPattern(
        _ pattern: PathPattern,
        _ creation: Creation,
        _ before: Scope
    ) -> BoundMatch {
        groups += 1
        var match = BoundMatch()
        var undirected: Set<Slot> = []
        var types: [Slot] = []
        for command in creation.commands {
            if case .relationship(let slot, _, _, _, _) = command { types.append(slot) }
        }
        for (slot, step) in zip(types, pattern.steps)
        where step.relationship?.direction == .undirected {
            undirected.insert(slot)
        }
        for command in creation.commands {
            switch command {
            case .node(let slot, let labels, let properties):
                match.add(node: slot)
                match.introduced.append(slot)
                for label in labels {
                    match.predicates.append(.hasLabels(.slot(slot), .name(label)))
                }
                match.predicates += Self.equalities(properties, of: slot)
            case .relationship(let slot, let type, let from, let to, let properties):
                match.add(node: from)
                match.add(node: to)
                match.introduced.append(slot)
                match.predicates += Self.equalities(properties, of: slot)
                match.relationships.append(
                    PatternRelationship(
                        slot: slot,
                        left: from,
                        right: to,
                        direction: undirected.contains(slot) ? .both : .outgoing,
                        types: type.name.map { name in [name] } ?? [],
                        group: groups
                    )
                )
            }
        }
        match.predicates += creation.conditions
        return match
    }

    /// `{key: value}` as equalities.
    private static func equalities(
        _ properties: BoundExpression?,
        of slot: Slot
    ) -> [BoundExpression] {
        let entries: [BoundMapEntry] =
            switch properties {
            case .map(let entries): entries
            case .literal(.map(let values)):
                values.sorted { left, right in left.key < right.key }.map { key, value in
                    BoundMapEntry(key: key, value: .literal(value))
                }
            default: []
            }
        return entries.map { entry in
            let property = BoundExpression.property(.slot(slot), key: entry.key, .none)
            return .comparison(.equal, property, entry.value)
        }
    }

    // MARK: SET, REMOVE

    mutating func set(_ clause: SetClause, _ binding: inout BranchBinding) throws(CypherError) {
        binding.clauses.append(.mutate(try mutations(clause.items, binding.scope)))
    }

    private mutating func mutations(
        _ items: [SetItem],
        _ scope: Scope
    ) throws(CypherError) -> [Mutation] {
        var mutations: [Mutation] = []
        for item in items {
            switch item {
            case .property(let entity, let key, let value):
                let target = try target(entity, scope)
                let bound = try self.value(value, in: scope).expression
                mutations.append(.setProperty(target, key: key.text, value: bound))
            case .dynamicProperty(let entity, let key, let value):
                let target = try target(entity, scope)
                let name = try self.value(key, in: scope).expression
                let bound = try self.value(value, in: scope).expression
                mutations.append(.setDynamicProperty(target, key: name, value: bound))
            case .replace(let variable, let value):
                let target = try target(variable, scope)
                mutations.append(.replaceProperties(target, with: try properties(value, scope)))
            case .merge(let variable, let value):
                let target = try target(variable, scope)
                mutations.append(.mergeProperties(target, from: try properties(value, scope)))
            case .labels(let variable, let labels):
                let target = try target(variable, scope, accepting: .node)
                let names = labels.compactMap(\.name)
                if !names.isEmpty { mutations.append(.addLabels(target, names)) }
                for case .dynamic(let label) in labels {
                    let value = try self.value(label, in: scope).expression
                    mutations.append(.addDynamicLabels(target, value))
                }
            }
        }
        return mutations
    }

    mutating func remove(
        _ clause: RemoveClause,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        var mutations: [Mutation] = []
        for item in clause.items {
            switch item {
            case .property(let entity, let key):
                let target = try target(entity, binding.scope)
                mutations.append(.removeProperty(target, key: key.text))
            case .dynamicProperty(let entity, let key):
                let target = try target(entity, binding.scope)
                let name = try value(key, in: binding.scope).expression
                mutations.append(.removeDynamicProperty(target, key: name))
            case .labels(let variable, let labels):
                let target = try target(variable, binding.scope, accepting: .node)
                let names = labels.compactMap(\.name)
                if !names.isEmpty { mutations.append(.removeLabels(target, names)) }
                for case .dynamic(let label) in labels {
                    let value = try value(label, in: binding.scope).expression
                    mutations.append(.removeDynamicLabels(target, value))
                }
            }
        }
        binding.clauses.append(.mutate(mutations))
    }

    /// Binds what is changed.
    private mutating func target(
        _ entity: Expression,
        _ scope: Scope
    ) throws(CypherError) -> BoundExpression {
        let bound = try value(entity, in: scope)
        try require(bound.type, [.entity, .map], "A change of properties", at: entity.span)
        return bound.expression
    }

    private func target(
        _ name: Name,
        _ scope: Scope,
        accepting accepted: ValueType = .entity
    ) throws(CypherError) -> BoundExpression {
        let bound = try variable(name.text, at: name.span, in: scope)
        let what = accepted == .node ? "A change of labels" : "A change of properties"
        try require(bound.type, accepted, what, at: name.span)
        return bound.expression
    }

    private mutating func properties(
        _ value: Expression,
        _ scope: Scope
    ) throws(CypherError) -> BoundExpression {
        let bound = try self.value(value, in: scope)
        try require(bound.type, [.map, .entity], "A set of properties", at: value.span)
        return bound.expression
    }

    // MARK: DELETE, FOREACH

    mutating func delete(
        _ clause: DeleteClause,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        var targets: [BoundExpression] = []
        for expression in clause.expressions {
            if case .hasLabels = expression.kind {
                throw CypherError(
                    .syntaxError,
                    detail: "InvalidDelete",
                    message: "DELETE removes nodes, relationships and paths, not labels.",
                    span: expression.span,
                    hint: "Use REMOVE to take a label from a node."
                )
            }
            let bound = try value(expression, in: binding.scope)
            try require(bound.type, [.entity, .path], "DELETE", at: expression.span)
            targets.append(bound.expression)
        }
        binding.clauses.append(.delete(targets, detach: clause.isDetaching))
    }

    mutating func foreach(
        _ clause: ForeachClause,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        let list = try value(clause.list, in: binding.scope)
        try require(list.type, .list, "FOREACH", at: clause.list.span)
        var inner = BranchBinding(scope: binding.scope)
        let type: StaticType =
            list.type.types == .list ? StaticType(types: list.type.elements) : .any
        let element = try introduce(clause.variable, type, &inner.scope)
        for clause in clause.clauses {
            try self.clause(clause, isLast: false, &inner)
        }
        binding.clauses.append(
            .foreach(list: list.expression, element: element, clauses: inner.clauses)
        )
    }
}

extension LabelItem {
    /// The name, unless it is computed.
    fileprivate var name: String? {
        if case .name(let name) = self { return name.text }
        return nil
    }
}

extension CreateCommand {
    /// Whether the properties depend on no row and no graph.
    var isConstant: Bool {
        if case .relationship(_, .computed, _, _, _) = self { return false }
        guard let properties else { return true }
        return !properties.contains { part in
            switch part {
            case .literal, .parameter, .map, .list: false
            default: true
            }
        }
    }
}
