import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `value IS :: TYPE`.
final class TypeTestExpression: CompiledExpression, @unchecked Sendable {
    private let operand: CompiledExpression
    private let type: TypeExpression

    init(_ operand: CompiledExpression, _ type: TypeExpression) {
        self.operand = operand
        self.type = type
    }

    override func cell(
        _ row: Int, _ batch: Batch, _ context: ExecutionContext
    ) throws(CypherError) -> Cell {
        .boolean(type.admits(try operand.value(row, batch, context)))
    }
}

extension TypeExpression {
    /// Whether a value is of the type; null is of every type that does not say `NOT NULL`.
    func admits(_ value: Value) -> Bool {
        switch self {
        case .named(let name, let isNotNull):
            if value.isNull { return !isNotNull && name != .nothing }
            return name.admits(value)
        case .list(let element, let isNotNull):
            if value.isNull { return !isNotNull }
            guard case .list(let members) = value else { return false }
            return members.allSatisfy(element.admits)
        case .union(let members):
            return members.contains { $0.admits(value) }
        }
    }
}

extension TypeName {
    /// Whether a value that is not null is of the type.
    fileprivate func admits(_ value: Value) -> Bool {
        switch self {
        case .any: true
        case .nothing, .null: false
        case .propertyValue:
            value.valueType.isDisjoint(with: [.node, .relationship, .path, .map])
        default: type.map { value.valueType.isSubset(of: $0) } ?? false
        }
    }

    private var type: ValueType? {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .float: .float
        case .string: .string
        case .date: .date
        case .localTime: .localTime
        case .zonedTime: .time
        case .localDateTime: .localDateTime
        case .zonedDateTime: .dateTime
        case .duration: .duration
        case .point: .point
        case .node: .node
        case .relationship: .relationship
        case .path: .path
        case .map: .map
        case .any, .nothing, .null, .propertyValue: nil
        }
    }
}
