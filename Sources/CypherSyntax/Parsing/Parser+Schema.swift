extension Parser {
    // SchemaCommand = CreateIndex | CreateConstraint | DropIndex | DropConstraint, or nil when
    // the next tokens begin something else.
    mutating func schemaCommand() throws(CypherError) -> SchemaCommand? {
        let start = current
        switch (current.keyword, token(ahead: 1).keyword) {
        case (.create, .index), (.create, .range), (.create, .text), (.create, .point),
            (.create, .lookup), (.create, .fulltext), (.create, .vector), (.create, .btree):
            advance()
            return .createIndex(try createIndex(from: start))
        case (.create, .constraint):
            advance()
            return .createConstraint(try createConstraint(from: start))
        case (.create, .or) where token(ahead: 2).keyword == .replace:
            advance()
            throw failure(
                Self.unexpectedSyntax,
                "An index or constraint cannot be replaced; OR REPLACE belongs to other commands.",
                at: current.span,
                hint: "Use IF NOT EXISTS, or DROP … IF EXISTS before CREATE."
            )
        case (.drop, .index):
            advance()
            advance()
            return .dropIndex(try dropItem(from: start))
        case (.drop, .constraint):
            advance()
            advance()
            return .dropConstraint(try dropItem(from: start))
        case (.drop, _):
            advance()
            _ = at(.index) || at(.constraint)
            throw unexpected()
        default:
            if recordsExpectations { expect(Keyword.drop.spelling) }
            return nil
        }
    }

    // CreateIndex = CREATE, [Kind], INDEX, [ItemName], [IF, NOT, EXISTS], FOR, Target, ON, Keys,
    // [OPTIONS, Map]
    private mutating func createIndex(from start: Token) throws(CypherError) -> CreateIndex {
        let kind = try indexKind()
        try require(.index)
        let name = try schemaItemName()
        let ifNotExists = try acceptIfNotExists()
        try requireFor(insteadOf: .on, example: "FOR (n:Label) ON (n.property)")
        let target = try schemaTarget(kind: kind)
        try require(.on)
        let properties = try indexKeys(kind, of: target)
        let options = try schemaOptions()
        return CreateIndex(
            kind: kind,
            name: name,
            ifNotExists: ifNotExists,
            target: target,
            properties: properties,
            options: options,
            span: span(from: start)
        )
    }

    private mutating func indexKind() throws(CypherError) -> IndexKind {
        guard !at(.index) else { return .range }
        guard let kind = indexKind(of: current.keyword) else {
            throw unexpected(hint: "A RANGE index, the default, does what BTREE did.")
        }
        advance()
        return kind
    }

    func indexKind(of keyword: Keyword) -> IndexKind? {
        switch keyword {
        case .range: .range
        case .text: .text
        case .point: .point
        case .lookup: .lookup
        case .fulltext: .fulltext
        case .vector: .vector
        default: nil
        }
    }

    /// The optional name of an index or constraint.
    private mutating func schemaItemName() throws(CypherError) -> SchemaItemName? {
        if at(.dollar) { return try givenItemName() }
        guard current.isName else { return nil }
        if current.keyword == .ifKeyword, token(ahead: 1).keyword == .not { return nil }
        let next = token(ahead: 1)
        let isFollowed = next.keyword == .forKeyword || next.keyword == .ifKeyword
        if current.keyword == .forKeyword || current.keyword == .on, !isFollowed { return nil }
        return try givenItemName()
    }

    // ItemName = Name | Parameter
    private mutating func givenItemName() throws(CypherError) -> SchemaItemName {
        let start = current
        if at(.dollar), case .parameter(let text) = try atom().kind {
            return SchemaItemName(text: text, isParameter: true, span: span(from: start))
        }
        let name = try name("a name")
        return SchemaItemName(text: name.text, isParameter: false, span: name.span)
    }

    private mutating func acceptIfNotExists() throws(CypherError) -> Bool {
        guard accept(.ifKeyword) else { return false }
        try require(.not)
        try require(.exists)
        return true
    }

    private mutating func requireFor(
        insteadOf old: Keyword,
        example: String
    ) throws(CypherError) {
        if current.keyword == old {
            _ = at(.forKeyword)
            throw unexpected(hint: "Write `\(example)`.")
        }
        try require(.forKeyword)
    }

    // Target = '(', Variable, [':', Names], ')' | '(', ')', Dash, '[', Variable, [':', Names],
    // ']', Dash, '(', ')'
    private mutating func schemaTarget(kind: IndexKind?) throws(CypherError) -> SchemaTarget {
        try require(.parenthesisOpen)
        if accept(.parenthesisClose) {
            _ = accept(.less)
            try require(.minus)
            try require(.bracketOpen)
            let variable = try name("a variable")
            let names = try schemaNames(kind: kind, "a relationship type")
            try require(.bracketClose)
            try require(.minus)
            _ = accept(.greater)
            try require(.parenthesisOpen)
            try require(.parenthesisClose)
            return SchemaTarget(entity: .relationship, variable: variable, names: names)
        }
        let variable = try name("a variable")
        let names = try schemaNames(kind: kind, "a label")
        try require(.parenthesisClose)
        return SchemaTarget(entity: .node, variable: variable, names: names)
    }

    private mutating func schemaNames(
        kind: IndexKind?,
        _ description: String
    ) throws(CypherError) -> [Name] {
        if kind == .lookup { return [] }
        try require(.colon)
        var names = [try name(description)]
        while kind == .fulltext, accept(.bar) { names.append(try name(description)) }
        return names
    }

    // Keys = '(', Property, { ',', Property }, ')' | EACH, '[', Property, …, ']'
    // | EACH, (labels | type), '(', Variable, ')'
    private mutating func indexKeys(
        _ kind: IndexKind,
        of target: SchemaTarget
    ) throws(CypherError) -> [Name] {
        switch kind {
        case .lookup:
            try require(.each)
            try require(target.entity == .node ? .labels : .type)
            try require(.parenthesisOpen)
            try requireVariable(of: target)
            try require(.parenthesisClose)
            return []
        case .fulltext:
            try require(.each)
            try require(.bracketOpen)
            let keys = try schemaProperties(of: target)
            try require(.bracketClose)
            return keys
        case .range, .text, .point, .vector:
            guard accept(.parenthesisOpen) else { return [try schemaProperty(of: target)] }
            let keys = try schemaProperties(of: target)
            try require(.parenthesisClose)
            return keys
        }
    }

    private mutating func schemaProperties(
        of target: SchemaTarget
    ) throws(CypherError) -> [Name] {
        var keys = [try schemaProperty(of: target)]
        while accept(.comma) { keys.append(try schemaProperty(of: target)) }
        return keys
    }

    // Property = Variable, '.', Key
    private mutating func schemaProperty(of target: SchemaTarget) throws(CypherError) -> Name {
        try requireVariable(of: target)
        try require(.dot)
        return try name("a property key")
    }

    private mutating func requireVariable(of target: SchemaTarget) throws(CypherError) {
        let variable = try name("`\(target.variable.text)`")
        guard variable == target.variable else {
            throw failure(
                "UndefinedVariable",
                "No variable `\(variable.text)` is in scope.",
                at: variable.span,
                hint: "Did you mean `\(target.variable.text)`?"
            )
        }
    }

    private mutating func schemaOptions() throws(CypherError) -> Expression? {
        guard accept(.options) else { return nil }
        guard at(.braceOpen) || at(.dollar) else { throw unexpected() }
        return try expression()
    }

    // CreateConstraint = CREATE, CONSTRAINT, [ItemName], [IF, NOT, EXISTS], FOR, Target, REQUIRE,
    // Properties, IS, Requirement, [OPTIONS, Map]
    private mutating func createConstraint(
        from start: Token
    ) throws(CypherError) -> CreateConstraint {
        try require(.constraint)
        let name = try schemaItemName()
        let ifNotExists = try acceptIfNotExists()
        try requireFor(insteadOf: .on, example: "FOR (n:Label) REQUIRE n.property IS UNIQUE")
        let target = try schemaTarget(kind: nil)
        if current.keyword == .assert {
            _ = at(.require)
            throw unexpected(hint: "Write REQUIRE instead of ASSERT.")
        }
        try require(.require)
        var properties: [Name]
        if accept(.parenthesisOpen) {
            properties = try schemaProperties(of: target)
            try require(.parenthesisClose)
        } else {
            properties = [try schemaProperty(of: target)]
        }
        let requirement = try requirement(of: target, properties: properties)
        let options = try schemaOptions()
        return CreateConstraint(
            name: name,
            ifNotExists: ifNotExists,
            target: target,
            properties: properties,
            requirement: requirement,
            options: options,
            span: span(from: start)
        )
    }

    // Requirement = IS, ([NODE | RELATIONSHIP | REL], (UNIQUE | KEY) | NOT, NULL
    // | ('::' | TYPED), Type) | '::', Type
    private mutating func requirement(
        of target: SchemaTarget,
        properties: [Name]
    ) throws(CypherError) -> CreateConstraint.Requirement {
        let start = current
        let requirement: CreateConstraint.Requirement
        if accept(.doubleColon) {
            requirement = .typed(try typeExpression())
        } else {
            try require(.isKeyword)
            requirement = try requirementAfterIs(of: target)
        }
        switch requirement {
        case .unique, .key: return requirement
        case .exists, .typed:
            guard properties.count == 1 else {
                throw failure(
                    Self.unexpectedSyntax,
                    "This constraint takes one property.",
                    at: span(from: start),
                    hint: "Write a constraint for each property."
                )
            }
            return requirement
        }
    }

    private mutating func requirementAfterIs(
        of target: SchemaTarget
    ) throws(CypherError) -> CreateConstraint.Requirement {
        if accept(.not) {
            try require(.null)
            return .exists
        }
        if accept(.doubleColon) || accept(.typed) { return .typed(try typeExpression()) }
        switch target.entity {
        case .node: _ = accept(.node)
        case .relationship: _ = accept(.relationship) || accept(.rel)
        }
        if accept(.unique) { return .unique }
        try require(.key)
        return .key
    }

    // DropItem = ItemName, [IF, EXISTS]
    private mutating func dropItem(from start: Token) throws(CypherError) -> DropSchemaItem {
        let name = try givenItemName()
        let ifExists = accept(.ifKeyword)
        if ifExists { try require(.exists) }
        return DropSchemaItem(name: name, ifExists: ifExists, span: span(from: start))
    }
}
