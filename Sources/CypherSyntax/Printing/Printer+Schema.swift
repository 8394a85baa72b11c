extension Printer {
    mutating func write(_ command: SchemaCommand) {
        switch command {
        case .createIndex(let index): write(index)
        case .createConstraint(let constraint): write(constraint)
        case .dropIndex(let item): write(item, kind: "INDEX")
        case .dropConstraint(let item): write(item, kind: "CONSTRAINT")
        }
    }

    private mutating func write(_ index: CreateIndex) {
        write(index.kind == .range ? "CREATE INDEX " : "CREATE \(index.kind.rawValue) INDEX ")
        writeHead(name: index.name, ifNotExists: index.ifNotExists)
        write(index.target)
        write(" ON ")
        switch index.kind {
        case .lookup:
            write(index.target.entity == .node ? "EACH labels(" : "EACH type(")
            writeVariable(index.target.variable.text)
            write(")")
        case .fulltext:
            write("EACH [")
            writeKeys(index.properties, of: index.target)
            write("]")
        case .range, .text, .point, .vector:
            write("(")
            writeKeys(index.properties, of: index.target)
            write(")")
        }
        writeOptions(index.options)
    }

    private mutating func write(_ constraint: CreateConstraint) {
        write("CREATE CONSTRAINT ")
        writeHead(name: constraint.name, ifNotExists: constraint.ifNotExists)
        write(constraint.target)
        write(" REQUIRE (")
        writeKeys(constraint.properties, of: constraint.target)
        write(") IS ")
        switch constraint.requirement {
        case .unique: write("UNIQUE")
        case .key: write(constraint.target.entity == .node ? "NODE KEY" : "RELATIONSHIP KEY")
        case .exists: write("NOT NULL")
        case .typed(let type):
            write(":: ")
            write(type)
        }
        writeOptions(constraint.options)
    }

    private mutating func writeHead(name: SchemaItemName?, ifNotExists: Bool) {
        if let name {
            write(name)
            write(" ")
        }
        if ifNotExists { write("IF NOT EXISTS ") }
        write("FOR ")
    }

    private mutating func write(_ name: SchemaItemName) {
        if name.isParameter { writeParameter(name.text) } else { writeVariable(name.text) }
    }

    private mutating func write(_ target: SchemaTarget) {
        write(target.entity == .node ? "(" : "()-[")
        writeVariable(target.variable.text)
        if !target.names.isEmpty { write(":") }
        list(target.names, separator: "|") { $0.writeName($1.text) }
        write(target.entity == .node ? ")" : "]-()")
    }

    private mutating func writeKeys(_ keys: [Name], of target: SchemaTarget) {
        list(keys) { printer, key in
            printer.writeVariable(target.variable.text)
            printer.write(".")
            printer.writeName(key.text)
        }
    }

    private mutating func writeOptions(_ options: Expression?) {
        guard let options else { return }
        write(" OPTIONS ")
        write(options)
    }

    private mutating func write(_ item: DropSchemaItem, kind: String) {
        write("DROP \(kind) ")
        write(item.name)
        if item.ifExists { write(" IF EXISTS") }
    }

    mutating func write(_ command: ShowCommand) {
        write("SHOW ")
        switch command.subject {
        case .indexes(nil): write("INDEXES")
        case .indexes(let kind?): write("\(kind.rawValue) INDEXES")
        case .constraints(let filter):
            switch filter?.entity {
            case .node: write("NODE ")
            case .relationship: write("RELATIONSHIP ")
            case nil: break
            }
            if let demand = filter?.demand { write("\(demand.rawValue) ") }
            write("CONSTRAINTS")
        case .functions(let origin):
            if let origin { write("\(origin.rawValue) ") }
            write("FUNCTIONS")
        case .procedures: write("PROCEDURES")
        case .databases(let name):
            write(name == nil ? "DATABASES" : "DATABASE ")
            if let name { writeName(name.text) }
        case .transactions(let names):
            write(names.isEmpty ? "TRANSACTIONS" : "TRANSACTIONS ")
            list(names) { printer, name in printer.write(Literal.string(name)) }
        }
        writeYield(command.yield)
        writeOrder(command.order, skip: command.skip, limit: command.limit)
        writeWhere(command.predicate)
        guard let returning = command.returning else { return }
        write(" ")
        write(returning)
    }

    /// A type; a union in angle brackets, so that no `|` after it is taken for its own.
    mutating func write(_ type: TypeExpression) {
        switch type {
        case .named(let name, let isNotNull):
            write(name.rawValue)
            if isNotNull { write(" NOT NULL") }
        case .list(let element, let isNotNull):
            write("LIST<")
            write(element)
            write(">")
            if isNotNull { write(" NOT NULL") }
        case .union(let members):
            write("ANY<")
            list(members, separator: " | ") { $0.write($1) }
            write(">")
        }
    }
}
