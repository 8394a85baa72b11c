public import CypherSyntax
public import PropertyGraph

/// An expression whose variables are slots and whose functions are known.
///
/// It depends on the query's text alone: labels, types and property keys stay names, because a
/// plan outlives the snapshot it was made on, and parameters stay references. The evaluator
/// resolves names once when it opens a plan on a snapshot.
///
/// Evaluation follows openCypher's three-valued logic; the cases say only what is particular.
/// The depth of a tree is bounded by the parser's limit on nesting, except that `.all`, `.any`
/// and `.exclusiveOr` are flat.
public indirect enum BoundExpression: Hashable, Sendable {
    // MARK: Leaves

    /// A constant.
    case literal(Value)
    /// A parameter, by its position in `Plan.parameters`.
    case parameter(ParameterReference)
    /// The value of a slot.
    case slot(Slot)

    // MARK: Access

    /// `base.key`: on a node, relationship, map or temporal value; null on null, else a type error.
    case property(BoundExpression, key: String, SourceLocation)
    /// `base[index]`: an element of a list, or an entry of a map, or a property of an entity.
    case element(BoundExpression, index: BoundExpression, SourceLocation)
    /// `base[from..to]`: a part of a list; a missing bound is open, a null bound gives null.
    case slice(BoundExpression, from: BoundExpression?, to: BoundExpression?, SourceLocation)

    // MARK: Operators

    /// True when every operand is; an empty list is true.
    case all([BoundExpression])
    /// True when any operand is; an empty list is false.
    case any([BoundExpression])
    /// True when an odd number of operands is; at least two operands.
    case exclusiveOr([BoundExpression])
    /// Negation of a truth value.
    case not(BoundExpression)
    /// `IS NULL`; never null itself.
    case isNull(BoundExpression)
    /// `IS NOT NULL`; never null itself.
    case isNotNull(BoundExpression)
    /// A comparison of two values.
    case comparison(ComparisonOperator, BoundExpression, BoundExpression)
    /// Arithmetic, and `+` on strings, lists and temporal values.
    case arithmetic(ArithmeticOperator, BoundExpression, BoundExpression, SourceLocation)
    /// The sign changed.
    case negate(BoundExpression, SourceLocation)
    /// A unary plus: the number itself.
    case plus(BoundExpression, SourceLocation)
    /// `value IN list`.
    case membership(BoundExpression, in: BoundExpression, SourceLocation)
    /// `STARTS WITH`, `ENDS WITH`, `CONTAINS`, `=~` (a match of the whole string).
    case stringPredicate(StringPredicate, BoundExpression, BoundExpression, SourceLocation)
    /// `value IS :: TYPE`; never null itself.
    case isTyped(BoundExpression, TypeExpression)

    // MARK: Entities

    /// `n:A|(B&!C)` on a node, or `r:T` on a relationship; null on null.
    case hasLabels(BoundExpression, BoundLabelExpression)
    /// Whether two slots of relationships or relationship lists have none in common.
    case areDisjoint(Slot, Slot)
    /// A path along slots that a pattern bound; null when any of them is null.
    case path(PathConstruction)
    /// The number of relationships of a node, without visiting them where the graph can tell.
    case degree(node: BoundExpression, direction: Direction, types: [String])

    // MARK: Composites

    /// A list of values.
    case list([BoundExpression])
    /// A map; the last of equal keys wins.
    case map([BoundMapEntry])
    /// `base { .key, .*, name: value }`; null when the base is null.
    case mapProjection(BoundExpression, [MapProjectionItem])
    /// `CASE subject WHEN … THEN … ELSE … END`; the subject is evaluated once.
    case simpleCase(BoundExpression, [CaseBranch], otherwise: BoundExpression?)
    /// `CASE WHEN … THEN … ELSE … END`.
    case searchedCase([CaseBranch], otherwise: BoundExpression?)
    /// The call of a function that is not an aggregate.
    case function(BoundFunctionCall)

    // MARK: Scopes

    /// `[element IN list WHERE predicate | result]`; null for a null list.
    case listComprehension(BoundListComprehension)
    /// `all`, `any`, `none`, `single` over a list, three-valued.
    case quantifier(BoundQuantifier)
    /// `reduce(accumulator = initial, element IN list | result)`.
    case reduce(BoundReduction)
    /// Whether an inner plan yields a row; it stops at the first.
    case exists(SubPlan)
    /// How many rows an inner plan yields.
    case count(SubPlan)
    /// The values of an expression over the rows of an inner plan, in their order, nulls included:
    /// pattern comprehensions and `COLLECT { … }`.
    case collect(SubPlan, BoundExpression)
}

/// A parameter by name and by its position in the plan's list of parameters.
public struct ParameterReference: Hashable, Sendable {
    /// The name without the dollar sign.
    public let name: String
    /// The index in `Plan.parameters`.
    public let index: Int

    /// Makes a reference.
    public init(name: String, index: Int) {
        self.name = name
        self.index = index
    }
}

extension ComparisonOperator {
    /// The operator that says the same with the operands exchanged.
    package var mirrored: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

/// The binary operators on numbers, strings, lists and temporal values.
public enum ArithmeticOperator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"
    /// `||`: strings or lists only.
    case concatenate = "||"
}

/// The predicates on two strings; null when either operand is not a string.
public enum StringPredicate: String, Hashable, Sendable {
    case startsWith = "STARTS WITH"
    case endsWith = "ENDS WITH"
    case contains = "CONTAINS"
    case matches = "=~"
}

/// A boolean combination of labels, or of relationship types.
public indirect enum BoundLabelExpression: Hashable, Sendable {
    /// Carries the label, or has the type.
    case name(String)
    /// `%`: carries any label.
    case wildcard
    /// Both.
    case and(BoundLabelExpression, BoundLabelExpression)
    /// Either.
    case or(BoundLabelExpression, BoundLabelExpression)
    /// Not so.
    case not(BoundLabelExpression)
}

/// One entry of a map literal.
public struct BoundMapEntry: Hashable, Sendable {
    /// The key.
    public var key: String
    /// The value.
    public var value: BoundExpression

    /// Makes an entry.
    public init(key: String, value: BoundExpression) {
        self.key = key
        self.value = value
    }
}

/// One item of a map projection; later items override earlier ones of the same key.
public enum MapProjectionItem: Hashable, Sendable {
    /// `.key`: the base's property, null when it is absent.
    case property(String)
    /// `.*`: all of the base's properties.
    case allProperties
    /// `key: value`, and a bare variable.
    case entry(BoundMapEntry)
}

/// `WHEN condition THEN result`; in a simple case the condition is compared with the subject.
public struct CaseBranch: Hashable, Sendable {
    /// What must hold, or what the subject must equal.
    public var condition: BoundExpression
    /// The value then.
    public var result: BoundExpression

    /// Makes a branch.
    public init(condition: BoundExpression, result: BoundExpression) {
        self.condition = condition
        self.result = result
    }
}

/// The call of a function or, within `Aggregation`, of an aggregate.
public struct BoundFunctionCall: Hashable, Sendable {
    /// The name as the function's signature spells it.
    public var name: String
    /// The arguments, their number already checked against the signature.
    public var arguments: [BoundExpression]
    /// False when two calls with equal arguments may differ, as for `rand()`.
    public var isDeterministic: Bool
    /// Where the call stands.
    public var location: SourceLocation

    /// Makes a call.
    public init(
        name: String,
        arguments: [BoundExpression],
        isDeterministic: Bool = true,
        location: SourceLocation = .none
    ) {
        self.name = name
        self.arguments = arguments
        self.isDeterministic = isDeterministic
        self.location = location
    }
}

/// `[element IN list WHERE predicate | result]`.
public struct BoundListComprehension: Hashable, Sendable {
    /// The slot that holds each element while the predicate and the result are evaluated.
    public var element: Slot
    /// The list.
    public var list: BoundExpression
    /// What an element must fulfil; nil for no condition.
    public var predicate: BoundExpression?
    /// The value for an element; nil for the element itself.
    public var result: BoundExpression?

    /// Makes a comprehension.
    public init(
        element: Slot,
        list: BoundExpression,
        predicate: BoundExpression?,
        result: BoundExpression?
    ) {
        self.element = element
        self.list = list
        self.predicate = predicate
        self.result = result
    }
}

/// `all(element IN list WHERE predicate)` and its kin.
public struct BoundQuantifier: Hashable, Sendable {
    /// How many elements must fulfil the predicate.
    public enum Kind: String, Hashable, Sendable {
        case all, any, none, single
    }

    /// How many elements must fulfil the predicate.
    public var kind: Kind
    /// The slot that holds each element.
    public var element: Slot
    /// The list.
    public var list: BoundExpression
    /// The predicate.
    public var predicate: BoundExpression

    /// Makes a quantifier.
    public init(kind: Kind, element: Slot, list: BoundExpression, predicate: BoundExpression) {
        self.kind = kind
        self.element = element
        self.list = list
        self.predicate = predicate
    }
}

/// `reduce(accumulator = initial, element IN list | result)`.
public struct BoundReduction: Hashable, Sendable {
    /// The slot that holds the value so far.
    public var accumulator: Slot
    /// The value before the first element.
    public var initial: BoundExpression
    /// The slot that holds each element.
    public var element: Slot
    /// The list.
    public var list: BoundExpression
    /// The next value.
    public var result: BoundExpression

    /// Makes a reduction.
    public init(
        accumulator: Slot,
        initial: BoundExpression,
        element: Slot,
        list: BoundExpression,
        result: BoundExpression
    ) {
        self.accumulator = accumulator
        self.initial = initial
        self.element = element
        self.list = list
        self.result = result
    }
}

/// An inner plan that is run for each row of an outer one.
///
/// Its leaf `.argument` yields the outer row once; the inner plan writes only to slots that the
/// outer plan does not read.
public struct SubPlan: Hashable, Sendable {
    /// The inner plan.
    public var plan: LogicalPlan
    /// The outer slots that the inner plan reads, ascending: two outer rows that agree in these
    /// have the same answer, unless the plan calls a function that is not deterministic.
    public var imports: [Slot]

    /// Makes an inner plan.
    public init(plan: LogicalPlan, imports: [Slot]) {
        self.plan = plan
        self.imports = imports
    }
}

/// A path given by the slots along it.
public struct PathConstruction: Hashable, Sendable {
    /// One step from a node to the next.
    public enum Step: Hashable, Sendable {
        /// A single relationship, or null.
        case relationship(Slot)
        /// A list of relationships, walked from the node so far.
        case relationshipList(Slot)
    }

    /// The node at which the path starts.
    public var start: Slot
    /// The steps in order; the further nodes follow from the relationships' ends.
    public var steps: [Step]
    /// Node slots passed on the way, which the path is null with when one is null.
    public var nodes: [Slot]

    /// Makes a path.
    public init(start: Slot, steps: [Step], nodes: [Slot]) {
        self.start = start
        self.steps = steps
        self.nodes = nodes
    }
}
