extension Printer {
    /// An expression where any may stand.
    mutating func write(_ expression: Expression) {
        write(expression, above: .or)
    }

    /// An expression as an operand, in parentheses when it binds less tightly than `level`.
    mutating func write(_ expression: Expression, above level: Parser.Precedence) {
        let own = Self.precedence(of: expression)
        guard own < level else { return writeBare(expression) }
        write("(")
        writeBare(expression)
        write(")")
    }

    private static func precedence(of expression: Expression) -> Parser.Precedence {
        switch expression.kind {
        case .or: .or
        case .xor: .xor
        case .and: .and
        case .not: .not
        case .comparison: .comparison
        case .isNull, .isTyped: .predicate
        case .binary(let symbol, _, _): precedence(of: symbol)
        default: .unary
        }
    }

    private static func precedence(of symbol: BinaryOperator) -> Parser.Precedence {
        switch symbol {
        case .isIn, .startsWith, .endsWith, .contains, .matches: .predicate
        case .add, .subtract, .concatenate: .additive
        case .multiply, .divide, .modulo: .multiplicative
        case .power: .power
        }
    }

    private mutating func writeBare(_ expression: Expression) {
        switch expression.kind {
        case .literal(let literal): write(literal)
        case .variable(let name): writeVariable(name)
        case .parameter(let name): writeParameter(name)
        case .list(let elements): writeList(elements)
        case .map(let entries):
            write("{")
            list(entries) { $0.write($1) }
            write("}")
        case .property(let base, let key): writeProperty(key, of: base)
        case .element(let base, let index): writeElement(index, of: base)
        case .slice(let base, let from, let to): writeSlice(of: base, from: from, to: to)
        case .not(let inner):
            write("NOT ")
            write(inner, above: .not)
        case .and(let operands): list(operands, separator: " AND ") { $0.write($1, above: .not) }
        case .xor(let operands): list(operands, separator: " XOR ") { $0.write($1, above: .and) }
        case .or(let operands): list(operands, separator: " OR ") { $0.write($1, above: .xor) }
        case .comparison(let first, let links): writeComparison(first, links)
        case .sign(let sign, let inner): write(sign, inner)
        case .binary(let symbol, let left, let right):
            let level = Self.precedence(of: symbol)
            write(left, above: level)
            write(" \(symbol.rawValue) ")
            write(right, above: level.next)
        case .isNull(let inner, let isNegated):
            write(inner, above: .predicate)
            write(isNegated ? " IS NOT NULL" : " IS NULL")
        case .isTyped(let inner, let type, let isNegated):
            write(inner, above: .predicate)
            write(isNegated ? " IS NOT :: " : " IS :: ")
            write(type)
        case .hasLabels(let base, let labels):
            writeBase(base)
            writeColon(labels, above: .all)
        default: writeAtom(expression)
        }
    }

    /// The forms that begin and end with their own brackets or words.
    private mutating func writeAtom(_ expression: Expression) {
        switch expression.kind {
        case .conditional(let conditional): write(conditional)
        case .call(let call):
            writeFunctionName(call.name)
            write(call.isDistinct ? "(DISTINCT " : "(")
            list(call.arguments) { $0.write($1) }
            write(")")
        case .countAll: write("count(*)")
        case .listComprehension(let comprehension): write(comprehension)
        case .patternComprehension(let comprehension): write(comprehension)
        case .quantifier(let quantifier): write(quantifier)
        case .reduce(let reduction): write(reduction)
        case .pattern(let pattern): write(pattern)
        case .exists(let subquery):
            write("EXISTS ")
            write(subquery)
        case .count(let subquery):
            write("COUNT ")
            write(subquery)
        case .collect(let query):
            write("COLLECT ")
            writeBraced(query)
        case .mapProjection(let projection): write(projection)
        default: break
        }
    }

    // MARK: Postfix forms

    /// What stands before `.key`, `[index]` or `:Label`.
    private mutating func writeBase(_ base: Expression) {
        switch base.kind {
        case .hasLabels, .sign, .pattern, .or, .xor, .and, .not, .comparison, .binary, .isNull,
            .isTyped:
            write("(")
            writeBare(base)
            write(")")
        default: writeBare(base)
        }
    }

    mutating func writeProperty(_ key: Name, of base: Expression) {
        writeBase(base)
        write(".")
        writeName(key.text)
    }

    mutating func writeElement(_ index: Expression, of base: Expression) {
        writeBase(base)
        write("[")
        write(index)
        write("]")
    }

    private mutating func writeSlice(of base: Expression, from: Expression?, to: Expression?) {
        writeBase(base)
        write("[")
        if let from { write(from) }
        write("..")
        if let to { write(to) }
        write("]")
    }

    // MARK: Operators and literals

    /// A list; a lone `x IN y` inside is put into parentheses, or it would be a comprehension.
    private mutating func writeList(_ elements: [Expression]) {
        write("[")
        let level: Parser.Precedence = elements.count == 1 ? .additive : .or
        list(elements) { $0.write($1, above: level) }
        write("]")
    }

    private mutating func write(_ entry: MapEntry) {
        writeName(entry.key.text)
        write(": ")
        write(entry.value)
    }

    private mutating func writeComparison(_ first: Expression, _ links: [ComparisonLink]) {
        write(first, above: .predicate)
        for link in links {
            write(" \(link.comparison.rawValue) ")
            write(link.operand, above: .predicate)
        }
    }

    /// A sign; a number is kept apart from it, or both would be one literal.
    private mutating func write(_ sign: Sign, _ inner: Expression) {
        write(sign.rawValue)
        if Self.beginsWithNumber(inner) {
            write("(")
            writeBare(inner)
            write(")")
        } else {
            write(inner, above: .unary)
        }
    }

    private static func beginsWithNumber(_ expression: Expression) -> Bool {
        var leftmost = expression
        while true {
            switch leftmost.kind {
            case .literal(.integer), .literal(.float): return true
            case .property(let base, _), .element(let base, _), .slice(let base, _, _),
                .hasLabels(let base, _):
                leftmost = base
            default: return false
            }
        }
    }

    // MARK: Special forms

    private mutating func write(_ conditional: Conditional) {
        write("CASE")
        if let subject = conditional.subject {
            write(" ")
            write(subject)
        }
        for alternative in conditional.alternatives {
            write(" WHEN ")
            write(alternative.condition)
            write(" THEN ")
            write(alternative.result)
        }
        if let otherwise = conditional.otherwise {
            write(" ELSE ")
            write(otherwise)
        }
        write(" END")
    }

    private mutating func write(_ comprehension: ListComprehension) {
        write("[")
        writeVariable(comprehension.variable.text)
        write(" IN ")
        write(comprehension.list)
        writeWhere(comprehension.predicate)
        if let result = comprehension.result {
            write(" | ")
            write(result)
        }
        write("]")
    }

    private mutating func write(_ comprehension: PatternComprehension) {
        write("[")
        write(comprehension.pattern)
        writeWhere(comprehension.predicate)
        write(" | ")
        write(comprehension.result)
        write("]")
    }

    private mutating func write(_ quantifier: QuantifierExpression) {
        write(quantifier.quantifier.rawValue)
        write("(")
        writeVariable(quantifier.variable.text)
        write(" IN ")
        write(quantifier.list)
        writeWhere(quantifier.predicate)
        write(")")
    }

    private mutating func write(_ reduction: ReduceExpression) {
        write("reduce(")
        writeVariable(reduction.accumulator.text)
        write(" = ")
        write(reduction.start)
        write(", ")
        writeVariable(reduction.variable.text)
        write(" IN ")
        write(reduction.list)
        write(" | ")
        write(reduction.result)
        write(")")
    }

    private mutating func write(_ subquery: Subquery) {
        switch subquery {
        case .query(let query): writeBraced(query)
        case .pattern(let patterns, let predicate):
            write("{ ")
            list(patterns) { $0.write($1) }
            writeWhere(predicate)
            write(" }")
        }
    }

    private mutating func write(_ projection: MapProjection) {
        writeVariable(projection.variable.text)
        write(" {")
        list(projection.selectors) { printer, selector in
            switch selector {
            case .property(let key):
                printer.write(".")
                printer.writeName(key.text)
            case .allProperties: printer.write(".*")
            case .variable(let variable): printer.writeVariable(variable.text)
            case .entry(let entry): printer.write(entry)
            }
        }
        write("}")
    }
}
