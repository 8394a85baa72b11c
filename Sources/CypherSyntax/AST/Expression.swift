/// An expression and where it stands.
///
/// Parentheses leave no trace except in the span. Equality ignores spans, so two occurrences of
/// `n.age + 1` are equal.
public struct Expression: Hashable, Sendable {
    /// What the expression is.
    public var kind: Kind

    /// Where it stands.
    @Incidental public var span: SourceSpan

    /// Creates an expression.
    public init(_ kind: Kind, span: SourceSpan) {
        self.kind = kind
        self.span = span
    }

    /// The forms of an expression.
    public indirect enum Kind: Hashable, Sendable {
        /// `null`, `true`, `1`, `0.5`, `'text'`; a signed number literal is one literal.
        case literal(Literal)
        /// A variable.
        case variable(String)
        /// `$name`; also `$0`.
        case parameter(String)
        /// `[a, b]`.
        case list([Expression])
        /// `{key: value}`; keys in the order written, perhaps repeated.
        case map([MapEntry])
        /// `entity.key`.
        case property(Expression, Name)
        /// `container[index]`: an element of a list, or a value of a map, node or relationship.
        case element(Expression, Expression)
        /// `list[from..to]`.
        case slice(Expression, from: Expression?, to: Expression?)
        /// `NOT a`.
        case not(Expression)
        /// `a AND b AND c`, flat; at least two operands, none directly an `.and`.
        case and([Expression])
        /// `a OR b OR c`, flat; at least two operands, none directly an `.or`.
        case or([Expression])
        /// `a XOR b XOR c`, flat; at least two operands, none directly an `.xor`.
        case xor([Expression])
        /// `a < b <= c`, one or more links; each operand is to be evaluated once.
        case comparison(Expression, [ComparisonLink])
        /// `-a` or `+a` of something other than a number literal.
        case sign(Sign, Expression)
        /// `a + b` and other operators of two operands.
        case binary(BinaryOperator, Expression, Expression)
        /// `a IS NULL`, or `IS NOT NULL` when negated.
        case isNull(Expression, isNegated: Bool)
        /// `a IS :: TYPE`, or `IS NOT :: TYPE` when negated.
        case isTyped(Expression, TypeExpression, isNegated: Bool)
        /// `n:Label`; on a relationship, its type.
        case hasLabels(Expression, LabelExpression)
        /// `CASE … END`.
        case conditional(Conditional)
        /// `name(argument, …)`; includes aggregates, `exists(n.key)` and `size(…)`.
        case call(FunctionCall)
        /// `count(*)`.
        case countAll
        /// `[variable IN list WHERE predicate | result]`.
        case listComprehension(ListComprehension)
        /// `[path = (a)-->(b) WHERE predicate | result]`.
        case patternComprehension(PatternComprehension)
        /// `all(variable IN list WHERE predicate)` and its siblings.
        case quantifier(QuantifierExpression)
        /// `reduce(accumulator = start, variable IN list | result)`.
        case reduce(ReduceExpression)
        /// A pattern as a value: `(a)-->(b)` as a predicate, or `shortestPath(…)` as a path.
        case pattern(PathPattern)
        /// `EXISTS { … }`; also `exists((a)-->(b))`.
        case exists(Subquery)
        /// `COUNT { … }`.
        case count(Subquery)
        /// `COLLECT { query }`.
        case collect(Query)
        /// `variable {.key, .*, name: value, other}`.
        case mapProjection(MapProjection)
    }
}

/// A constant written in the text.
public enum Literal: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a point or exponent; also `INF` and `NaN`.
    case float(Double)
    /// A string, unescaped.
    case string(String)
}

/// `key: value` of a map literal.
public struct MapEntry: Hashable, Sendable {
    /// The key.
    public var key: Name
    /// The value.
    public var value: Expression
}

/// The sign before an operand.
public enum Sign: String, Hashable, Sendable {
    /// `+`.
    case plus = "+"
    /// `-`.
    case minus = "-"
}

/// An operator of two operands other than comparison and logic; all associate to the left.
public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
    /// `+`: sum, or concatenation of strings and lists.
    case add = "+"
    /// `-`.
    case subtract = "-"
    /// `*`.
    case multiply = "*"
    /// `/`.
    case divide = "/"
    /// `%`.
    case modulo = "%"
    /// `^`.
    case power = "^"
    /// `||`: concatenation of strings or lists.
    case concatenate = "||"
    /// `IN`.
    case isIn = "IN"
    /// `STARTS WITH`.
    case startsWith = "STARTS WITH"
    /// `ENDS WITH`.
    case endsWith = "ENDS WITH"
    /// `CONTAINS`.
    case contains = "CONTAINS"
    /// `=~`.
    case matches = "=~"
}

/// One link of a comparison chain: `< operand`.
public struct ComparisonLink: Hashable, Sendable {
    /// How it compares.
    public var comparison: ComparisonOperator
    /// What is on its right.
    public var operand: Expression
}

/// A comparison operator.
public enum ComparisonOperator: String, Hashable, Sendable, CaseIterable {
    /// `=`.
    case equal = "="
    /// `<>`.
    case notEqual = "<>"
    /// `<`.
    case less = "<"
    /// `<=`.
    case lessOrEqual = "<="
    /// `>`.
    case greater = ">"
    /// `>=`.
    case greaterOrEqual = ">="
}

/// `CASE [subject] WHEN … THEN … [ELSE …] END`.
public struct Conditional: Hashable, Sendable {
    /// What each alternative's `WHEN` is compared with; `nil` when those are predicates.
    public var subject: Expression?
    /// The alternatives; never empty.
    public var alternatives: [ConditionalAlternative]
    /// The `ELSE` result; `nil` means null.
    public var otherwise: Expression?
}

/// `WHEN condition THEN result`.
public struct ConditionalAlternative: Hashable, Sendable {
    /// A predicate, or a value to compare with the subject.
    public var condition: Expression
    /// The result.
    public var result: Expression
}

/// `namespace.name([DISTINCT] argument, …)`.
public struct FunctionCall: Hashable, Sendable {
    /// The name as written; functions are found without regard to case.
    public var name: QualifiedName
    /// Whether `DISTINCT` stands before the arguments.
    public var isDistinct: Bool
    /// The arguments.
    public var arguments: [Expression]
}

/// `[variable IN list WHERE predicate | result]`.
public struct ListComprehension: Hashable, Sendable {
    /// The variable bound to each element.
    public var variable: Name
    /// The list.
    public var list: Expression
    /// Which elements are kept; `nil` keeps all.
    public var predicate: Expression?
    /// What each element becomes; `nil` keeps it as it is.
    public var result: Expression?
}

/// `[variable = pattern WHERE predicate | result]`.
public struct PatternComprehension: Hashable, Sendable {
    /// The pattern with its path variable; it has at least one relationship.
    public var pattern: PathPattern
    /// Which matches are kept.
    public var predicate: Expression?
    /// What each match becomes.
    public var result: Expression
}

/// `all | any | none | single (variable IN list WHERE predicate)`.
public struct QuantifierExpression: Hashable, Sendable {
    /// How many elements must satisfy the predicate.
    public enum Quantifier: String, Hashable, Sendable, CaseIterable {
        /// Every one.
        case all
        /// At least one.
        case any
        /// Not one.
        case none
        /// Exactly one.
        case single
    }

    /// How many elements must satisfy the predicate.
    public var quantifier: Quantifier
    /// The variable bound to each element.
    public var variable: Name
    /// The list.
    public var list: Expression
    /// The predicate; `nil` (allowed by the grammar) asks whether the element is true.
    public var predicate: Expression?
}

/// `reduce(accumulator = start, variable IN list | result)`.
public struct ReduceExpression: Hashable, Sendable {
    /// The variable that holds the result so far.
    public var accumulator: Name
    /// Its first value.
    public var start: Expression
    /// The variable bound to each element.
    public var variable: Name
    /// The list.
    public var list: Expression
    /// The next result.
    public var result: Expression
}

/// The inside of `EXISTS { … }` and `COUNT { … }`.
public enum Subquery: Hashable, Sendable {
    /// `[MATCH] pattern, … [WHERE predicate]`.
    case pattern([PathPattern], predicate: Expression?)
    /// A whole query; `RETURN` may be missing.
    case query(Query)
}

/// `variable {selector, …}`.
public struct MapProjection: Hashable, Sendable {
    /// One member of the resulting map.
    public enum Selector: Hashable, Sendable {
        /// `.key`.
        case property(Name)
        /// `.*`.
        case allProperties
        /// `variable`, under its own name.
        case variable(Name)
        /// `key: value`.
        case entry(MapEntry)
    }

    /// What is projected.
    public var variable: Name
    /// The selectors in the order written.
    public var selectors: [Selector]
}

/// A type in `IS :: TYPE` and in constraints.
public indirect enum TypeExpression: Hashable, Sendable {
    /// A named type; `NOT NULL` leaves null out.
    case named(TypeName, isNotNull: Bool)
    /// `LIST<TYPE>`.
    case list(TypeExpression, isNotNull: Bool)
    /// `A | B`; at least two members, none directly a union.
    case union([TypeExpression])
}

/// The named types, under their canonical Neo4j 5 names.
public enum TypeName: String, Hashable, Sendable, CaseIterable {
    /// Any value.
    case any = "ANY"
    /// No value at all.
    case nothing = "NOTHING"
    /// Only null.
    case null = "NULL"
    /// A truth value.
    case boolean = "BOOLEAN"
    /// A 64-bit whole number.
    case integer = "INTEGER"
    /// A 64-bit floating-point number.
    case float = "FLOAT"
    /// A string.
    case string = "STRING"
    /// A date.
    case date = "DATE"
    /// A time without zone.
    case localTime = "LOCAL TIME"
    /// A time with offset.
    case zonedTime = "ZONED TIME"
    /// A date and time without zone.
    case localDateTime = "LOCAL DATETIME"
    /// A date and time with zone.
    case zonedDateTime = "ZONED DATETIME"
    /// A duration.
    case duration = "DURATION"
    /// A point.
    case point = "POINT"
    /// A node.
    case node = "NODE"
    /// A relationship.
    case relationship = "RELATIONSHIP"
    /// A path.
    case path = "PATH"
    /// A map.
    case map = "MAP"
    /// Whatever may be stored as a property.
    case propertyValue = "PROPERTY VALUE"
}
