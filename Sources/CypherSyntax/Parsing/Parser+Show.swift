extension Parser {
    // Show = SHOW, Subject, [YIELD, YieldItems, [Order], [Skip], [Limit]], [Where], [Return]
    mutating func showCommand() throws(CypherError) -> ShowCommand {
        let start = try require(.show)
        let subject = try showSubject()
        var command = ShowCommand(subject: subject, order: [], span: start.span)
        if accept(.yield) {
            command.yield = try yieldItems()
            command.order = try sortItems()
            command.skip = try skipCount()
            command.limit = try limitCount()
        }
        command.predicate = try optionalWhere()
        if command.yield != nil, at(.returnKeyword) { command.returning = try returnClause() }
        command.span = span(from: start)
        return command
    }

    // ConstraintFilter = [NODE | RELATIONSHIP | REL], (UNIQUE | UNIQUENESS | KEY
    // | [PROPERTY], (EXISTENCE | EXIST) | PROPERTY, TYPE)
    private mutating func constraintFilter() throws(CypherError) -> ShowCommand.ConstraintFilter? {
        var entity: SchemaTarget.Entity?
        if accept(.node) {
            entity = .node
        } else if accept(.relationship) || accept(.rel) {
            entity = .relationship
        }
        let demand: ShowCommand.ConstraintFilter.Demand
        if accept(.unique) || acceptWord("UNIQUENESS") {
            demand = .unique
        } else if accept(.key) {
            demand = .key
        } else if acceptWord("EXISTENCE") || acceptWord("EXIST") {
            demand = .existence
        } else if acceptWord("PROPERTY") {
            demand = accept(.type) ? .type : .existence
            if demand == .existence, !acceptWord("EXISTENCE"), !acceptWord("EXIST") {
                throw unexpected()
            }
        } else {
            guard entity == nil else { throw unexpected() }
            return nil
        }
        return ShowCommand.ConstraintFilter(entity: entity, demand: demand)
    }

    // Subject = [Kind | ALL], (INDEX | INDEXES) | [Filter | ALL], (CONSTRAINT | CONSTRAINTS)
    // | [ALL | BUILT, IN | USER, DEFINED], (FUNCTION | FUNCTIONS), [Executable]
    // | (PROCEDURE | PROCEDURES), [Executable] | (TRANSACTION | TRANSACTIONS), [Strings]
    // | [DEFAULT | HOME], (DATABASE | DATABASES), [Name]
    private mutating func showSubject() throws(CypherError) -> ShowCommand.Subject {
        if let kind = indexKind(of: current.keyword) {
            advance()
            guard accept(.indexes) || accept(.index) else { throw unexpected() }
            return .indexes(kind)
        }
        if acceptWord("BUILT") {
            guard accept(.isIn) else { throw unexpected() }
            return try functions(.builtIn)
        }
        if acceptWord("USER") {
            guard acceptWord("DEFINED") else { throw unexpected() }
            return try functions(.userDefined)
        }
        if acceptWord("DEFAULT") || acceptWord("HOME") {
            guard acceptWord("DATABASE") else { throw unexpected() }
            return .databases(named: nil)
        }
        if accept(.all) {
            if accept(.indexes) || accept(.index) { return .indexes(nil) }
            if at(.functions) || at(.function) { return try functions(nil) }
            guard accept(.constraints) || accept(.constraint) else { throw unexpected() }
            return .constraints(nil)
        }
        if accept(.indexes) || accept(.index) { return .indexes(nil) }
        if at(.functions) || at(.function) { return try functions(nil) }
        if accept(.procedures) || accept(.procedure) {
            try acceptExecutable()
            return .procedures
        }
        if accept(.transactions) || acceptWord("TRANSACTION") {
            return .transactions(try transactionNames())
        }
        if acceptWord("DATABASES") || acceptWord("DATABASE") {
            let isNamed = current.isName && !at(.yield) && !at(.whereKeyword)
            return .databases(named: isNamed ? try name("a database") : nil)
        }
        if let filter = try constraintFilter() {
            guard accept(.constraints) || accept(.constraint) else { throw unexpected() }
            return .constraints(filter)
        }
        guard accept(.constraints) || accept(.constraint) else { throw unexpected() }
        return .constraints(nil)
    }

    private mutating func functions(
        _ origin: ShowCommand.FunctionOrigin?
    ) throws(CypherError) -> ShowCommand.Subject {
        guard accept(.functions) || accept(.function) else { throw unexpected() }
        try acceptExecutable()
        return .functions(origin)
    }

    // Executable = EXECUTABLE, [BY, (CURRENT, USER | Name)]
    //
    // Everybody may call everything, so it leaves nothing out.
    private mutating func acceptExecutable() throws(CypherError) {
        guard acceptWord("EXECUTABLE"), accept(.by) else { return }
        if acceptWord("CURRENT") {
            guard acceptWord("USER") else { throw unexpected() }
        } else {
            _ = try name("a user")
        }
    }

    // Strings = String, { ',', String }
    private mutating func transactionNames() throws(CypherError) -> [String] {
        guard at(.string) else { return [] }
        var names: [String] = []
        repeat {
            let literal = try require(.string)
            names.append(
                try StringLiteral.string(bytes(of: literal), at: Int(literal.start)))
        } while accept(.comma)
        return names
    }
}
