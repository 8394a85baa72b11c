/// A command that changes the schema, in Neo4j 5 syntax.
public enum SchemaCommand: Hashable, Sendable {
    /// `CREATE … INDEX`.
    case createIndex(CreateIndex)
    /// `DROP INDEX name [IF EXISTS]`.
    case dropIndex(DropSchemaItem)
    /// `CREATE CONSTRAINT`.
    case createConstraint(CreateConstraint)
    /// `DROP CONSTRAINT name [IF EXISTS]`.
    case dropConstraint(DropSchemaItem)
}

/// The kinds of index.
public enum IndexKind: String, Hashable, Sendable, CaseIterable {
    /// Equality, range and prefix; the default.
    case range = "RANGE"
    /// Substrings and suffixes of strings.
    case text = "TEXT"
    /// Points in space.
    case point = "POINT"
    /// Labels or relationship types.
    case lookup = "LOOKUP"
    /// Words of a text.
    case fulltext = "FULLTEXT"
    /// Nearest neighbours of a vector.
    case vector = "VECTOR"
}

/// The name of an index or constraint, or the parameter that holds it: `CREATE INDEX $name …`.
public struct SchemaItemName: Hashable, Sendable {
    /// The name, or that of the parameter.
    public var text: String
    /// Whether the name is in a parameter.
    public var isParameter: Bool
    /// Where it stands.
    @Incidental public var span: SourceSpan
}

/// What an index or constraint covers: `FOR (n:Label)` or `FOR ()-[r:TYPE]-()`.
public struct SchemaTarget: Hashable, Sendable {
    /// Nodes or relationships.
    public enum Entity: Hashable, Sendable {
        /// Nodes with one of the labels.
        case node
        /// Relationships with one of the types.
        case relationship
    }

    /// Nodes or relationships.
    public var entity: Entity
    /// The variable the properties are written with.
    public var variable: Name
    /// The labels or types: one, or several for a full-text index; empty for a lookup index.
    public var names: [Name]
}

/// `CREATE [kind] INDEX [name] [IF NOT EXISTS] FOR target ON properties [OPTIONS map]`.
public struct CreateIndex: Hashable, Sendable {
    /// The kind of index.
    public var kind: IndexKind
    /// The name, if given.
    public var name: SchemaItemName?
    /// Whether an index that already exists is no error.
    public var ifNotExists: Bool
    /// What is indexed.
    public var target: SchemaTarget
    /// The properties in order; empty for a lookup index.
    public var properties: [Name]
    /// The `OPTIONS` map or parameter.
    public var options: Expression?
    /// Where the command stands.
    @Incidental public var span: SourceSpan
}

/// `CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR target REQUIRE properties IS … [OPTIONS map]`.
public struct CreateConstraint: Hashable, Sendable {
    /// What is required.
    public enum Requirement: Hashable, Sendable {
        /// `IS UNIQUE`: no two share the values.
        case unique
        /// `IS [NODE | RELATIONSHIP] KEY`: present and unique.
        case key
        /// `IS NOT NULL`: present.
        case exists
        /// `IS :: TYPE`: of the type, or absent.
        case typed(TypeExpression)
    }

    /// The name, if given.
    public var name: SchemaItemName?
    /// Whether a constraint that already exists is no error.
    public var ifNotExists: Bool
    /// What is constrained.
    public var target: SchemaTarget
    /// The properties in order; never empty, one for `.exists` and `.typed`.
    public var properties: [Name]
    /// What is required of them.
    public var requirement: Requirement
    /// The `OPTIONS` map or parameter.
    public var options: Expression?
    /// Where the command stands.
    @Incidental public var span: SourceSpan
}

/// The object of a `DROP` command.
public struct DropSchemaItem: Hashable, Sendable {
    /// The index's or constraint's name.
    public var name: SchemaItemName
    /// Whether a missing one is no error.
    public var ifExists: Bool
    /// Where the command stands.
    @Incidental public var span: SourceSpan
}

/// `SHOW … [YIELD …] [WHERE …] [RETURN …]`.
public struct ShowCommand: Hashable, Sendable {
    /// What is listed.
    public enum Subject: Hashable, Sendable {
        /// `SHOW [kind] INDEXES`; `nil` lists all.
        case indexes(IndexKind?)
        /// `SHOW CONSTRAINTS`.
        case constraints(ConstraintFilter?)
        /// `SHOW [BUILT IN | USER DEFINED] FUNCTIONS`; `nil` lists all.
        case functions(FunctionOrigin?)
        /// `SHOW PROCEDURES`.
        case procedures
        /// `SHOW DATABASES`, or one by name.
        case databases(named: Name?)
        /// `SHOW TRANSACTIONS`; an empty list of identifiers shows all.
        case transactions([String])
    }

    /// Where a function comes from.
    public enum FunctionOrigin: String, Hashable, Sendable {
        case builtIn = "BUILT IN"
        case userDefined = "USER DEFINED"
    }

    /// Which constraints are shown.
    public struct ConstraintFilter: Hashable, Sendable {
        /// What a constraint demands.
        public enum Demand: String, Hashable, Sendable {
            case unique = "UNIQUE"
            case key = "KEY"
            case existence = "PROPERTY EXISTENCE"
            case type = "PROPERTY TYPE"
        }

        /// Nodes or relationships; nil for both.
        public var entity: SchemaTarget.Entity?
        /// What they demand.
        public var demand: Demand
    }

    /// What is listed.
    public var subject: Subject
    /// The columns taken; `nil` without `YIELD`.
    public var yield: YieldItems?
    /// The sort keys after `YIELD`.
    public var order: [SortItem]
    /// The `SKIP` expression after `YIELD`.
    public var skip: Expression?
    /// The `LIMIT` expression after `YIELD`.
    public var limit: Expression?
    /// The `WHERE` predicate over the columns.
    public var predicate: Expression?
    /// The final `RETURN`, allowed after `YIELD`.
    public var returning: ReturnClause?
    /// Where the command stands.
    @Incidental public var span: SourceSpan
}
