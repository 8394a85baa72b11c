internal import CypherSyntax

extension Expression {
    /// The variables that the expression reads from its surroundings.
    ///
    /// Names bound inside, by a comprehension or a pattern, count as read as well where they could
    /// name something outside: an answer that is too large is safe for its uses.
    var freeVariables: Set<String> {
        var names: Set<String> = []
        collectVariables(into: &names)
        return names
    }

    private func collectVariables(into names: inout Set<String>) {
        switch kind {
        case .variable(let name): names.insert(name)
        case .pattern(let pattern): names.formUnion(pattern.variableNames)
        case .patternComprehension(let comprehension):
            names.formUnion(comprehension.pattern.variableNames)
        case .mapProjection(let projection):
            names.insert(projection.variable.text)
            for case .variable(let name) in projection.selectors { names.insert(name.text) }
        default: break
        }
        for child in children { child.collectVariables(into: &names) }
    }

    /// Whether any part of the expression, subqueries aside, fulfils a condition.
    func contains(where condition: (Expression) -> Bool) -> Bool {
        condition(self) || children.contains { child in child.contains(where: condition) }
    }

    /// Whether this is a variable or a chain of property accesses on one.
    var isVariableOrProperty: Bool {
        switch kind {
        case .variable: true
        case .property(let base, _): base.isVariableOrProperty
        default: false
        }
    }

    /// The expressions directly inside, those of subqueries aside.
    var children: [Expression] {
        switch kind {
        case .literal, .variable, .parameter, .countAll, .exists, .count, .collect: []
        case .list(let elements), .and(let elements), .or(let elements), .xor(let elements):
            elements
        case .map(let entries): entries.map(\.value)
        case .property(let base, _), .not(let base), .sign(_, let base), .isNull(let base, _),
            .isTyped(let base, _, _):
            [base]
        case .hasLabels(let base, let labels): [base] + labels.expressions
        case .element(let base, let index): [base, index]
        case .slice(let base, let from, let to): [base] + [from, to].compactMap(\.self)
        case .comparison(let first, let links): [first] + links.map(\.operand)
        case .binary(_, let left, let right): [left, right]
        case .call(let call): call.arguments
        default: scopedChildren
        }
    }

    private var scopedChildren: [Expression] {
        switch kind {
        case .conditional(let conditional):
            [conditional.subject, conditional.otherwise].compactMap(\.self)
                + conditional.alternatives.flatMap { branch in [branch.condition, branch.result] }
        case .listComprehension(let comprehension):
            [comprehension.list]
                + [comprehension.predicate, comprehension.result].compactMap(\.self)
        case .patternComprehension(let comprehension):
            comprehension.pattern.expressions
                + [comprehension.predicate, comprehension.result].compactMap(\.self)
        case .quantifier(let quantifier):
            [quantifier.list] + [quantifier.predicate].compactMap(\.self)
        case .reduce(let reduce): [reduce.start, reduce.list, reduce.result]
        case .pattern(let pattern): pattern.expressions
        case .mapProjection(let projection):
            projection.selectors.compactMap { selector in
                if case .entry(let entry) = selector { entry.value } else { nil }
            }
        default: []
        }
    }
}

extension PathPattern {
    /// The names of the path, its nodes and its relationships.
    var variableNames: [String] {
        let nodes = nodes.compactMap(\.variable)
        var names = ([variable].compactMap(\.self) + nodes).map(\.text)
        for step in steps {
            switch step.link {
            case .relationship(let relationship):
                if let variable = relationship.variable { names.append(variable.text) }
            case .repeated(let repeated): names += repeated.pattern.variableNames
            }
        }
        return names
    }

    /// The property maps, inline predicates and dynamic labels.
    var expressions: [Expression] {
        let ofNodes = nodes.flatMap { node in
            [node.properties, node.predicate] + (node.labels?.expressions ?? [])
        }
        let ofSteps = steps.flatMap { step -> [Expression?] in
            switch step.link {
            case .relationship(let link):
                [link.properties, link.predicate] + (link.types?.expressions ?? [])
            case .repeated(let repeated): repeated.pattern.expressions
            }
        }
        return (ofNodes + ofSteps + [predicate, selectedCount]).compactMap(\.self)
    }
}
