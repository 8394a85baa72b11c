import CypherPlanning
import CypherRuntime
import CypherSyntax
import PropertyGraph

/// A small evaluator of expressions without graph, so that the tables of these tests read like
/// the TCK's scenarios.
///
/// It knows literals, operators, functions, properties, and comprehensions; the engine's own
/// evaluator is tested elsewhere.
struct ExpressionEvaluator {
    /// What the evaluator does not know.
    struct Unsupported: Error {}

    var variables: [String: Value] = [:]
    var context = FunctionContext(graph: Graph(), environment: FunctionEnvironment())

    func callAsFunction(_ text: String) throws -> Value {
        try evaluate(try Parser.parseExpression(text))
    }

    func evaluate(_ expression: Expression) throws -> Value {
        switch expression.kind {
        case .literal(let literal): return value(literal)
        case .variable(let name):
            guard let value = variables[name] else { throw Unsupported() }
            return value
        case .list(let elements): return .list(try elements.map(evaluate))
        case .map(let entries):
            let pairs = try entries.map { ($0.key.text, try evaluate($0.value)) }
            return .map(Dictionary(pairs, uniquingKeysWith: { $1 }))
        case .property(let base, let key): return try property(try evaluate(base), key.text)
        case .not(let operand): return try boolean(evaluate(operand)).map { .boolean(!$0) } ?? .null
        case .and(let operands): return try logic(operands, decisive: false)
        case .or(let operands): return try logic(operands, decisive: true)
        case .comparison(let first, let links): return try comparison(first, links)
        case .sign(.minus, let operand): return try Arithmetic.negate(try evaluate(operand))
        case .sign(.plus, let operand): return try Arithmetic.plus(try evaluate(operand))
        case .binary(let operation, let left, let right):
            return try binary(operation, try evaluate(left), try evaluate(right))
        case .isNull(let operand, let isNegated):
            return .boolean(try evaluate(operand).isNull != isNegated)
        case .call(let call): return try self.call(call)
        case .listComprehension(let comprehension): return try self.comprehension(comprehension)
        case .element(let base, let index): return try element(base, index)
        default: throw Unsupported()
        }
    }

    private func value(_ literal: Literal) -> Value {
        switch literal {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .float(let value): .float(value)
        case .string(let value): .string(value)
        }
    }

    private func property(_ base: Value, _ key: String) throws -> Value {
        switch base {
        case .null: return .null
        case .map(let map): return map[key] ?? .null
        default:
            guard let component = base.temporalComponent(key) else { throw Unsupported() }
            return component
        }
    }

    private func boolean(_ value: Value) throws -> Bool? {
        switch value {
        case .null: return nil
        case .boolean(let truth): return truth
        default: throw Unsupported()
        }
    }

    private func logic(_ operands: [Expression], decisive: Bool) throws -> Value {
        var isUnknown = false
        for operand in operands {
            switch try boolean(evaluate(operand)) {
            case decisive?: return .boolean(decisive)
            case nil: isUnknown = true
            default: break
            }
        }
        return isUnknown ? .null : .boolean(!decisive)
    }

    private func comparison(_ first: Expression, _ links: [ComparisonLink]) throws -> Value {
        var left = try evaluate(first)
        var isUnknown = false
        for link in links {
            let right = try evaluate(link.operand)
            let order = left.comparison(with: right)
            let answer: Bool? =
                switch link.comparison {
                case .equal: left.equals(right)
                case .notEqual: left.equals(right).map { !$0 }
                case .less: order.isLess
                case .lessOrEqual: order.isLessOrEqual
                case .greater: order.isGreater
                case .greaterOrEqual: order.isGreaterOrEqual
                }
            if answer == false { return .boolean(false) }
            if answer == nil { isUnknown = true }
            left = right
        }
        return isUnknown ? .null : .boolean(true)
    }

    private func binary(
        _ operation: BinaryOperator,
        _ left: Value,
        _ right: Value
    ) throws -> Value {
        func arithmetic(_ operation: ArithmeticOperator) throws -> Value {
            try Arithmetic.apply(operation, left, right)
        }
        func predicate(_ predicate: StringPredicate) throws -> Value {
            try TextPredicates.apply(predicate, left, right).map(Value.boolean) ?? .null
        }
        switch operation {
        case .add: return try arithmetic(.add)
        case .subtract: return try arithmetic(.subtract)
        case .multiply: return try arithmetic(.multiply)
        case .divide: return try arithmetic(.divide)
        case .modulo: return try arithmetic(.remainder)
        case .power: return try arithmetic(.power)
        case .concatenate: return try arithmetic(.concatenate)
        case .startsWith: return try predicate(.startsWith)
        case .endsWith: return try predicate(.endsWith)
        case .contains: return try predicate(.contains)
        case .matches: return try predicate(.matches)
        case .isIn:
            guard case .list(let elements) = right else { return .null }
            return left.isElement(of: elements).map(Value.boolean) ?? .null
        }
    }

    private func call(_ call: CypherSyntax.FunctionCall) throws -> Value {
        guard let function = FunctionLibrary.standard[call.name.text] else { throw Unsupported() }
        guard !function.isAggregate else { throw Unsupported() }
        return try function.evaluate(try call.arguments.map(evaluate), context)
    }

    private func comprehension(
        _ comprehension: CypherSyntax.ListComprehension
    ) throws -> Value {
        guard case .list(let elements) = try evaluate(comprehension.list) else { return .null }
        var inner = self
        var result: [Value] = []
        for element in elements {
            inner.variables[comprehension.variable.text] = element
            if let predicate = comprehension.predicate {
                guard try boolean(inner.evaluate(predicate)) == true else { continue }
            }
            result.append(try comprehension.result.map(inner.evaluate) ?? element)
        }
        return .list(result)
    }

    private func element(_ base: Expression, _ index: Expression) throws -> Value {
        switch (try evaluate(base), try evaluate(index)) {
        case (.list(let elements), .integer(let number)):
            let place = number < 0 ? Int(number) + elements.count : Int(number)
            return elements.indices.contains(place) ? elements[place] : .null
        case (.map(let map), .string(let key)): return map[key] ?? .null
        case (.null, _), (_, .null): return .null
        default: throw Unsupported()
        }
    }
}

/// The value of an expression, temporal values as their texts, as the TCK writes them.
func evaluate(_ text: String, _ variables: [String: Value] = [:]) throws -> Value {
    try ExpressionEvaluator(variables: variables)(text).withTemporalTexts
}

extension Value {
    /// The value with every temporal value replaced by its text.
    var withTemporalTexts: Value {
        switch self {
        case .date, .time, .localTime, .dateTime, .localDateTime, .duration:
            scalarText.map(Value.string) ?? self
        case .list(let elements): .list(elements.map(\.withTemporalTexts))
        case .map(let map): .map(map.mapValues(\.withTemporalTexts))
        default: self
        }
    }
}
