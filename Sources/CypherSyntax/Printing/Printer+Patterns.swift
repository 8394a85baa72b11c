extension Printer {
    mutating func write(_ pattern: PathPattern) {
        if let variable = pattern.variable {
            writeVariable(variable.text)
            write(" = ")
        }
        switch pattern.selector {
        case .all: break
        case .shortest: write("shortestPath(")
        case .allShortest: write("allShortestPaths(")
        case .first(let count):
            write("SHORTEST ")
            write(count)
            write(" ")
        case .groups(let count):
            write("SHORTEST ")
            write(count)
            write(" GROUPS ")
        }
        writeElements(of: pattern)
        if pattern.selector == .shortest || pattern.selector == .allShortest { write(")") }
    }

    private mutating func writeElements(of pattern: PathPattern) {
        if pattern.predicate != nil { write("(") }
        write(pattern.start)
        for step in pattern.steps {
            switch step.link {
            case .relationship(let relationship): write(relationship)
            case .repeated(let repeated):
                let isBare = repeated.pattern.predicate == nil
                if isBare { write("(") }
                writeElements(of: repeated.pattern)
                write(isBare ? "){" : "{")
                if let lower = repeated.count.lower { write(String(lower)) }
                write(",")
                if let upper = repeated.count.upper { write(String(upper)) }
                write("}")
            }
            write(step.node)
        }
        guard let predicate = pattern.predicate else { return }
        write(" WHERE ")
        write(predicate)
        write(")")
    }

    private mutating func write(_ node: NodePattern) {
        write("(")
        var parts = PartWriter()
        parts.name(node.variable, labels: node.labels, into: &self)
        parts.properties(node.properties, predicate: node.predicate, into: &self)
        write(")")
    }

    private mutating func write(_ relationship: RelationshipPattern) {
        write(relationship.direction == .incoming ? "<-" : "-")
        var inner = Printer()
        inner.subqueries = subqueries
        var parts = PartWriter()
        parts.name(relationship.variable, labels: relationship.types, into: &inner)
        if let length = relationship.length {
            inner.write(length)
            parts.hasContent = true
        }
        parts.properties(
            relationship.properties,
            predicate: relationship.predicate,
            into: &inner
        )
        if parts.hasContent { write("[" + inner.output + "]") }
        write(relationship.direction == .outgoing ? "->" : "-")
    }

    private mutating func write(_ range: HopRange) {
        write("*")
        if let lower = range.lower { write(String(lower)) }
        guard range.lower != range.upper else { return }
        write("..")
        if let upper = range.upper { write(String(upper)) }
    }

    /// How tightly label operators bind, loosest first.
    enum LabelPrecedence: Int {
        case any
        case all
        case not
    }

    mutating func write(_ labels: LabelExpression, above level: LabelPrecedence) {
        switch labels {
        case .name(let name): writeName(name.text)
        case .wildcard: write("%")
        case .dynamic(let expression, let isAny): writeDynamic(expression, isAny: isAny)
        case .not(let inner):
            write("!")
            write(inner, above: .not)
        case .all(let members):
            let needsParentheses = level.rawValue > LabelPrecedence.all.rawValue
            if needsParentheses { write("(") }
            list(members, separator: "&") { $0.write($1, above: .not) }
            if needsParentheses { write(")") }
        case .any(let members):
            let needsParentheses = level.rawValue > LabelPrecedence.any.rawValue
            if needsParentheses { write("(") }
            list(members, separator: "|") { $0.write($1, above: .all) }
            if needsParentheses { write(")") }
        }
    }

    private mutating func writeDynamic(_ expression: Expression, isAny: Bool) {
        write(isAny ? "$any(" : "$(")
        write(expression)
        write(")")
    }

    /// Labels to give or take, each with its colon.
    mutating func write(_ labels: [LabelItem]) {
        for label in labels {
            write(":")
            switch label {
            case .name(let name): writeName(name.text)
            case .dynamic(let expression): writeDynamic(expression, isAny: false)
            }
        }
    }

    /// A label expression with its colon; a plain conjunction as `:A:B`.
    mutating func writeColon(_ labels: LabelExpression, above level: LabelPrecedence) {
        write(":")
        if case .all = labels, let names = labels.conjunctiveNames {
            list(names, separator: ":") { $0.writeName($1.text) }
        } else {
            write(labels, above: level)
        }
    }
}

/// Writes the parts of a node or relationship with blanks between them.
private struct PartWriter {
    var hasContent = false

    mutating func name(_ variable: Name?, labels: LabelExpression?, into printer: inout Printer) {
        if let variable { printer.writeVariable(variable.text) }
        if let labels { printer.writeColon(labels, above: .any) }
        hasContent = variable != nil || labels != nil
    }

    mutating func properties(
        _ properties: Expression?,
        predicate: Expression?,
        into printer: inout Printer
    ) {
        if let properties {
            if hasContent { printer.write(" ") }
            printer.write(properties)
            hasContent = true
        }
        if let predicate {
            printer.write(hasContent ? " WHERE " : "WHERE ")
            printer.write(predicate)
            hasContent = true
        }
    }
}
