extension Printer {
    mutating func write(_ clause: Clause) {
        switch clause {
        case .match(let clause): write(clause)
        case .unwind(let clause):
            write("UNWIND ")
            write(clause.list)
            write(" AS ")
            writeVariable(clause.variable.text)
        case .with(let clause):
            write("WITH ")
            write(clause.projection)
            writeWhere(clause.predicate)
        case .returning(let clause): write(clause)
        case .call(let clause): write(clause)
        case .subquery(let clause): write(clause)
        case .create(let clause):
            write("CREATE ")
            list(clause.patterns) { $0.write($1) }
        case .merge(let clause): write(clause)
        case .set(let clause):
            write("SET ")
            list(clause.items) { $0.write($1) }
        case .remove(let clause):
            write("REMOVE ")
            list(clause.items) { $0.write($1) }
        case .delete(let clause):
            write(clause.isDetaching ? "DETACH DELETE " : "DELETE ")
            list(clause.expressions) { $0.write($1) }
        case .foreach(let clause): write(clause)
        case .finish: write("FINISH")
        }
    }

    private mutating func write(_ clause: MatchClause) {
        write(clause.isOptional ? "OPTIONAL MATCH " : "MATCH ")
        if clause.repeatsElements { write("REPEATABLE ELEMENTS ") }
        list(clause.patterns) { $0.write($1) }
        for hint in clause.hints { write(hint) }
        writeWhere(clause.predicate)
    }

    private mutating func write(_ hint: PlannerHint) {
        switch hint {
        case .index(let variable, let label, let properties):
            write(" USING INDEX ")
            writeVariable(variable.text)
            write(":")
            writeName(label.text)
            write("(")
            list(properties) { $0.writeName($1.text) }
            write(")")
        case .scan(let variable, let label):
            write(" USING SCAN ")
            writeVariable(variable.text)
            write(":")
            writeName(label.text)
        case .join(let variables):
            write(" USING JOIN ON ")
            list(variables) { $0.writeVariable($1.text) }
        }
    }

    mutating func writeWhere(_ predicate: Expression?) {
        guard let predicate else { return }
        write(" WHERE ")
        write(predicate)
    }

    mutating func write(_ clause: ReturnClause) {
        write("RETURN ")
        write(clause.projection)
    }

    private mutating func write(_ projection: Projection) {
        if projection.isDistinct { write("DISTINCT ") }
        if projection.includesAll { write(projection.items.isEmpty ? "*" : "*, ") }
        list(projection.items) { printer, item in
            printer.write(item.expression)
            guard let alias = item.alias else { return }
            printer.write(" AS ")
            printer.writeVariable(alias.text)
        }
        writeOrder(projection.order, skip: projection.skip, limit: projection.limit)
    }

    mutating func writeOrder(_ order: [SortItem], skip: Expression?, limit: Expression?) {
        if !order.isEmpty {
            write(" ORDER BY ")
            list(order) { printer, item in
                printer.write(item.expression)
                if item.isDescending { printer.write(" DESC") }
            }
        }
        if let skip {
            write(" SKIP ")
            write(skip)
        }
        if let limit {
            write(" LIMIT ")
            write(limit)
        }
    }

    private mutating func write(_ call: ProcedureCall) {
        write(call.isOptional ? "OPTIONAL CALL " : "CALL ")
        list(call.name.parts, separator: ".") { $0.writeName($1.text) }
        if let arguments = call.arguments {
            write("(")
            list(arguments) { $0.write($1) }
            write(")")
        }
        writeYield(call.yield)
        writeWhere(call.predicate)
    }

    mutating func writeYield(_ yield: YieldItems?) {
        switch yield {
        case nil: break
        case .all: write(" YIELD *")
        case .items(let items):
            write(items.isEmpty ? " YIELD -" : " YIELD ")
            list(items) { printer, item in
                printer.writeName(item.field.text)
                guard let alias = item.alias else { return }
                printer.write(" AS ")
                printer.writeVariable(alias.text)
            }
        }
    }

    private mutating func write(_ call: SubqueryCall) {
        write(call.isOptional ? "OPTIONAL CALL " : "CALL ")
        switch call.imports {
        case .leadingWith: break
        case .all: write("(*) ")
        case .variables(let variables):
            write("(")
            list(variables) { $0.writeVariable($1.text) }
            write(") ")
        }
        writeBraced(call.query)
        guard let batches = call.transactions else { return }
        write(" IN TRANSACTIONS")
        if let size = batches.size {
            write(" OF ")
            write(size)
            write(" ROWS")
        }
        switch batches.reaction {
        case .fail: break
        case .proceed: write(" ON ERROR CONTINUE")
        case .stop: write(" ON ERROR BREAK")
        }
        if let status = batches.status {
            write(" REPORT STATUS AS ")
            writeVariable(status.text)
        }
    }

    private mutating func write(_ clause: MergeClause) {
        write("MERGE ")
        write(clause.pattern)
        if !clause.onCreate.isEmpty {
            write(" ON CREATE SET ")
            list(clause.onCreate) { $0.write($1) }
        }
        if !clause.onMatch.isEmpty {
            write(" ON MATCH SET ")
            list(clause.onMatch) { $0.write($1) }
        }
    }

    private mutating func write(_ item: SetItem) {
        switch item {
        case .property(let entity, let key, let value):
            writeProperty(key, of: entity)
            write(" = ")
            write(value)
        case .dynamicProperty(let entity, let key, let value):
            writeElement(key, of: entity)
            write(" = ")
            write(value)
        case .replace(let variable, let value):
            writeVariable(variable.text)
            write(" = ")
            write(value)
        case .merge(let variable, let value):
            writeVariable(variable.text)
            write(" += ")
            write(value)
        case .labels(let variable, let labels):
            writeLabels(labels, of: variable)
        }
    }

    private mutating func write(_ item: RemoveItem) {
        switch item {
        case .property(let entity, let key): writeProperty(key, of: entity)
        case .dynamicProperty(let entity, let key): writeElement(key, of: entity)
        case .labels(let variable, let labels): writeLabels(labels, of: variable)
        }
    }

    private mutating func writeLabels(_ labels: [LabelItem], of variable: Name) {
        writeVariable(variable.text)
        write(labels)
    }

    private mutating func write(_ clause: ForeachClause) {
        write("FOREACH (")
        writeVariable(clause.variable.text)
        write(" IN ")
        write(clause.list)
        write(" | ")
        list(clause.clauses, separator: " ") { $0.write($1) }
        write(")")
    }
}
