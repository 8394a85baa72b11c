internal import CypherSyntax
internal import PropertyGraph

/// Writes bound expressions in Cypher's notation, with variables' names for slots.
struct ExpressionPrinter {
    let slots: [SlotInfo]

    /// The variable's name, or a number for a slot without one.
    func name(_ slot: Slot) -> String {
        guard slots.indices.contains(slot.index), let name = slots[slot.index].name else {
            return "#\(slot.index)"
        }
        return name
    }

    func names(_ slots: [Slot]) -> String {
        slots.map(name).joined(separator: ", ")
    }

    func text(_ expressions: [BoundExpression]) -> String {
        expressions.map(text).joined(separator: ", ")
    }

    func text(_ expression: BoundExpression) -> String {
        switch expression {
        case .literal(let value): literal(value)
        case .parameter(let parameter): "$\(parameter.name)"
        case .slot(let slot): name(slot)
        case .property(let base, let key, _): "\(text(base)).\(key)"
        case .element(let base, let index, _): "\(text(base))[\(text(index))]"
        case .slice(let base, let from, let to, _):
            "\(text(base))[\(from.map(text) ?? "")..\(to.map(text) ?? "")]"
        case .all(let parts): joined(parts, " AND ")
        case .any(let parts): joined(parts, " OR ")
        case .exclusiveOr(let parts): joined(parts, " XOR ")
        case .not(let operand): "NOT \(nested(operand))"
        case .isNull(let operand): "\(nested(operand)) IS NULL"
        case .isNotNull(let operand): "\(nested(operand)) IS NOT NULL"
        case .comparison(let comparison, let left, let right):
            "\(nested(left)) \(comparison.rawValue) \(nested(right))"
        case .arithmetic(let arithmetic, let left, let right, _):
            "\(nested(left)) \(arithmetic.rawValue) \(nested(right))"
        case .negate(let operand, _): "-\(nested(operand))"
        case .plus(let operand, _): "+\(nested(operand))"
        case .membership(let value, let list, _): "\(nested(value)) IN \(nested(list))"
        case .stringPredicate(let predicate, let left, let right, _):
            "\(nested(left)) \(predicate.rawValue) \(nested(right))"
        case .isTyped(let operand, let type): "\(nested(operand)) IS :: \(self.type(type))"
        case .hasLabels(let base, let labels): "\(text(base)):\(self.labels(labels))"
        case .areDisjoint(let left, let right): "\(name(left)) <> \(name(right))"
        default: composite(expression)
        }
    }

    private func composite(_ expression: BoundExpression) -> String {
        switch expression {
        case .path(let path): "path(\(names([path.start] + path.slots)))"
        case .degree(let node, let direction, let types):
            "degree\(Self.pattern(text(node), "", "", direction, types))"
        case .list(let elements): "[\(text(elements))]"
        case .map(let entries): "{\(entries.map(entry).joined(separator: ", "))}"
        case .mapProjection(let base, let items):
            "\(text(base)) {\(items.map(item).joined(separator: ", "))}"
        case .simpleCase(let subject, let branches, let otherwise):
            "CASE \(text(subject)) \(cases(branches, otherwise))"
        case .searchedCase(let branches, let otherwise): "CASE \(cases(branches, otherwise))"
        case .function(let call): "\(call.name)(\(text(call.arguments)))"
        case .listComprehension(let comprehension):
            "[\(name(comprehension.element)) IN \(text(comprehension.list))"
                + (comprehension.predicate.map { predicate in " WHERE \(text(predicate))" } ?? "")
                + (comprehension.result.map { result in " | \(text(result))" } ?? "") + "]"
        case .quantifier(let quantifier):
            "\(quantifier.kind.rawValue)(\(name(quantifier.element)) IN "
                + "\(text(quantifier.list)) WHERE \(text(quantifier.predicate)))"
        case .reduce(let reduction):
            "reduce(\(name(reduction.accumulator)) = \(text(reduction.initial)), "
                + "\(name(reduction.element)) IN \(text(reduction.list)) | "
                + "\(text(reduction.result)))"
        case .exists(let plan): "EXISTS { \(inner(plan)) }"
        case .count(let plan): "COUNT { \(inner(plan)) }"
        case .collect(let plan, let result): "COLLECT { \(inner(plan)) | \(text(result)) }"
        default: "…"
        }
    }

    /// The operators of an inner plan in one line, the first to run first.
    private func inner(_ plan: SubPlan) -> String {
        let describer = PlanDescriber(printer: self, model: nil)
        var parts: [String] = []
        var rest: LogicalPlan? = plan.plan
        while let operation = rest {
            if case .argument = operation { break }
            let (name, details) = describer.label(operation)
            parts.append(details.isEmpty ? name : "\(name) \(details)")
            rest = operation.inputs.first
        }
        return parts.reversed().joined(separator: " → ")
    }

    /// The expression in parentheses unless it stands well without them.
    private func nested(_ expression: BoundExpression) -> String {
        switch expression {
        case .all, .any, .exclusiveOr, .comparison, .arithmetic, .membership, .stringPredicate,
            .not, .isNull, .isNotNull, .negate, .plus, .isTyped:
            "(\(text(expression)))"
        default: text(expression)
        }
    }

    private func joined(_ parts: [BoundExpression], _ separator: String) -> String {
        parts.map { part in
            if case .all = part { return nested(part) }
            if case .any = part { return nested(part) }
            if case .exclusiveOr = part { return nested(part) }
            return text(part)
        }.joined(separator: separator)
    }

    private func entry(_ entry: BoundMapEntry) -> String { "\(entry.key): \(text(entry.value))" }

    private func item(_ item: MapProjectionItem) -> String {
        switch item {
        case .property(let key): ".\(key)"
        case .allProperties: ".*"
        case .entry(let entry): self.entry(entry)
        }
    }

    private func cases(_ branches: [CaseBranch], _ otherwise: BoundExpression?) -> String {
        let parts = branches.map { branch in
            "WHEN \(text(branch.condition)) THEN \(text(branch.result)) "
        }
        return parts.joined() + (otherwise.map { value in "ELSE \(text(value)) " } ?? "") + "END"
    }

    private func type(_ type: TypeExpression) -> String {
        switch type {
        case .named(let name, let isNotNull): name.rawValue + (isNotNull ? " NOT NULL" : "")
        case .list(let element, let isNotNull):
            "LIST<\(self.type(element))>" + (isNotNull ? " NOT NULL" : "")
        case .union(let members): members.map(self.type).joined(separator: " | ")
        }
    }

    func labels(_ labels: BoundLabelExpression) -> String {
        switch labels {
        case .name(let name): name
        case .wildcard: "%"
        case .and(let left, let right): "(\(self.labels(left))&\(self.labels(right)))"
        case .or(let left, let right): "(\(self.labels(left))|\(self.labels(right)))"
        case .not(let member): "!\(self.labels(member))"
        }
    }

    private func literal(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .string(let value): "'\(value)'"
        case .list(let values): "[\(values.map(literal).joined(separator: ", "))]"
        case .map(let entries):
            "{"
                + entries.sorted { left, right in left.key < right.key }
                .map { key, value in "\(key): \(literal(value))" }.joined(separator: ", ") + "}"
        default: "…"
        }
    }

    /// `(a)-[r:T]->(b)`.
    static func pattern(
        _ left: String,
        _ relationship: String,
        _ right: String,
        _ direction: Direction,
        _ types: [String]
    ) -> String {
        let names = types.isEmpty ? "" : ":" + types.joined(separator: "|")
        let inside = relationship + names
        let middle = inside.isEmpty ? "" : "[\(inside)]"
        return switch direction {
        case .outgoing: "(\(left))-\(middle)->(\(right))"
        case .incoming: "(\(left))<-\(middle)-(\(right))"
        case .both: "(\(left))-\(middle)-(\(right))"
        }
    }
}

extension PathConstruction {
    /// The slots of the steps, in order.
    var slots: [Slot] {
        steps.map { step in
            switch step {
            case .relationship(let slot), .relationshipList(let slot): slot
            }
        }
    }
}
