import CypherSyntax
package import PropertyGraph

// What `SHOW INDEXES` and `SHOW CONSTRAINTS` say of one index or constraint.

extension IndexDefinition {
    /// The columns by name; one without entry is null.
    ///
    /// The owner is the constraint that the index came with.
    func entry(number: Int, owner: ConstraintDefinition?) -> [String: Value] {
        let target = TargetText(target)
        let isLookup = kind == .lookup
        return [
            "id": .integer(Int64(number + 1)), "name": .string(name), "state": "ONLINE",
            "populationPercent": 100.0, "type": .string(kind.title),
            "entityType": .string(target.entity),
            "labelsOrTypes": isLookup ? .null : .list(target.names.map { .string($0) }),
            "properties": isLookup ? .null : .list(keys.map { .string($0) }),
            "indexProvider": .string(kind.provider),
            "owningConstraint": constraint.map { .string($0) } ?? .null,
            "options": .map(shownOptions), "failureMessage": "",
            "createStatement": .string(
                owner?.createStatement() ?? createStatement(options: shownOptions)),
        ]
    }

    private var shownOptions: [String: Value] {
        let defaults: [String: Value] = [
            "indexConfig": .map([:]), "indexProvider": .string(kind.provider),
        ]
        return defaults.merging(options) { $1 }
    }

    /// The statement that makes such an index.
    ///
    /// - Parameters:
    ///   - isRepeatable: Whether it does nothing where there is one of the name.
    ///   - options: Its settings; none are written when there are none.
    /// - Returns: The statement, without an end.
    package func createStatement(
        isRepeatable: Bool = false, options: [String: Value]
    ) -> String {
        let target = TargetText(target)
        let on =
            switch kind {
            case .lookup: target.isNodes ? "EACH labels(n)" : "EACH type(r)"
            case .fullText: "EACH [\(target.list(keys))]"
            case .range, .text, .point, .vector: "(\(target.list(keys)))"
            }
        let settings = options.isEmpty ? "" : " OPTIONS \(Quoted.literal(.map(options)))"
        return "CREATE \(kind.title) INDEX \(Quoted.name(name))\(isRepeatable ? Quoted.unless : "")"
            + " FOR \(target.pattern) ON \(on)\(settings)"
    }
}

extension ConstraintDefinition {
    /// The columns by name; one without entry is null.
    func entry(number: Int) -> [String: Value] {
        let target = TargetText(target)
        let options: [String: Value] = [
            "indexConfig": .map([:]), "indexProvider": .string(IndexKind.range.provider),
        ]
        return [
            "id": .integer(Int64(number + 1)), "name": .string(name),
            "type": .string(typeTitle(target)), "entityType": .string(target.entity),
            "labelsOrTypes": .list(target.names.map { .string($0) }),
            "properties": .list(keys.map { .string($0) }),
            "ownedIndex": hasIndex ? .string(name) : .null,
            "propertyType": propertyType.map { .string($0.description) } ?? .null,
            "options": hasIndex ? .map(options) : .null,
            "createStatement": .string(createStatement()),
        ]
    }

    private func typeTitle(_ target: TargetText) -> String {
        switch kind {
        case .unique: target.isNodes ? "UNIQUENESS" : "RELATIONSHIP_UNIQUENESS"
        case .key: "\(target.entity)_KEY"
        case .existence: "\(target.entity)_PROPERTY_EXISTENCE"
        case .type: "\(target.entity)_PROPERTY_TYPE"
        }
    }

    /// The statement that makes such a constraint, without an end.
    ///
    /// With `isRepeatable` it does nothing where there is one of the name.
    package func createStatement(isRepeatable: Bool = false) -> String {
        let target = TargetText(target)
        let demand =
            switch kind {
            case .unique: "UNIQUE"
            case .key: "\(target.entity) KEY"
            case .existence: "NOT NULL"
            case .type: ":: \(propertyType?.description ?? "ANY")"
            }
        return "CREATE CONSTRAINT \(Quoted.name(name))\(isRepeatable ? Quoted.unless : "")"
            + " FOR \(target.pattern) REQUIRE (\(target.list(keys))) IS \(demand)"
    }
}

/// What an index or constraint is about, in Neo4j's words.
private struct TargetText {
    let isNodes: Bool
    let names: [String]

    init(_ target: PropertyGraph.SchemaTarget) {
        switch target {
        case .nodes(let labels): (isNodes, names) = (true, labels)
        case .relationships(let types): (isNodes, names) = (false, types)
        }
    }

    var entity: String { isNodes ? "NODE" : "RELATIONSHIP" }

    /// ``(n:`Label`)`` or ``()-[r:`TYPE`]-()``.
    var pattern: String {
        let labels = names.isEmpty ? "" : ":" + names.map(Quoted.name).joined(separator: "|")
        return isNodes ? "(n\(labels))" : "()-[r\(labels)]-()"
    }

    /// ``n.`a`, n.`b` ``.
    func list(_ keys: [String]) -> String {
        keys.map { "\(isNodes ? "n" : "r").\(Quoted.name($0))" }.joined(separator: ", ")
    }
}

/// Names and values as Cypher reads them.
private enum Quoted {
    static let unless = " IF NOT EXISTS"

    static func name(_ text: String) -> String {
        "`" + text.replacing("`", with: "``") + "`"
    }

    static func literal(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .list(let elements): "[\(elements.map(literal).joined(separator: ", "))]"
        case .map(let entries):
            "{"
                + entries.sorted { $0.key < $1.key }
                .map { "\(name($0.key)): \(literal($0.value))" }.joined(separator: ", ") + "}"
        case .boolean, .integer, .float: value.scalarText ?? "null"
        default:
            "'"
                + (value.scalarText ?? "").replacing("\\", with: "\\\\")
                .replacing("'", with: "\\'") + "'"
        }
    }
}

extension PropertyGraph.IndexKind {
    /// The kind as `SHOW INDEXES` writes it.
    package var title: String {
        switch self {
        case .range: "RANGE"
        case .text: "TEXT"
        case .point: "POINT"
        case .lookup: "LOOKUP"
        case .fullText: "FULLTEXT"
        case .vector: "VECTOR"
        }
    }

    /// What serves it, as `SHOW INDEXES` writes it.
    fileprivate var provider: String {
        switch self {
        case .range: "range-1.0"
        case .text: "text-2.0"
        case .point: "point-1.0"
        case .lookup: "token-lookup-1.0"
        case .fullText: "fulltext-1.0"
        case .vector: "vector-2.0"
        }
    }
}

extension ShowCommand.ConstraintFilter {
    /// Whether a constraint is shown.
    func admits(_ constraint: ConstraintDefinition) -> Bool {
        let isWanted =
            switch constraint.kind {
            case .unique: demand == .unique
            case .key: demand == .key
            case .existence: demand == .existence
            case .type: demand == .type
            }
        guard isWanted, let entity else { return isWanted }
        switch constraint.target {
        case .nodes: return entity == .node
        case .relationships: return entity == .relationship
        }
    }
}
