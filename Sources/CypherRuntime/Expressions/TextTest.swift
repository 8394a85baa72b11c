import CypherPlanning
import CypherSyntax
import PropertyGraph

/// A predicate of one text that its UTF-8 bytes decide, without making a value of it:
/// `x = $a`, `toLower(x) CONTAINS $b` and their kin.
///
/// - Complexity: 5 to 20 ns for a usual name, where making a text of it costs 50 ns and more.
struct TextTest: Sendable {
    enum Relation: Sendable {
        case equal, notEqual, startsWith, endsWith, contains
    }

    enum Form: Sendable {
        case asIs, lower, upper
    }

    private let form: Form
    private let relation: Relation
    /// The same for every row.
    private let operand: CompiledExpression

    init(_ relation: Relation, form: Form, operand: CompiledExpression) {
        self.form = form
        self.relation = relation
        self.operand = operand
    }

    /// What it says of texts within one execution; nil when the operand is no text.
    func prepared(_ context: ExecutionContext) throws(CypherError) -> Prepared? {
        let cell = try operand.cell(0, context.emptyRow, context)
        guard let text = context.string(cell) else { return nil }
        return Prepared(form: form, relation: relation, operand: Array(text.utf8))
    }

    /// A test with the bytes of its operand.
    struct Prepared {
        let form: Form
        let relation: Relation
        let operand: [UInt8]

        /// Whether a text fulfils it; nil when the bytes do not tell, since the case of letters
        /// beyond ASCII is for the library.
        func test(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
            operand.withUnsafeBufferPointer { part in
                guard form != .asIs else { return decide(text, part) }
                guard text.isASCII else { return nil }
                switch relation {
                case .equal, .notEqual:
                    let isEqual = text.count == part.count && matches(text, part, at: 0)
                    return isEqual == (relation == .equal)
                case .startsWith: return part.count <= text.count && matches(text, part, at: 0)
                case .endsWith:
                    let start = text.count - part.count
                    return start >= 0 && matches(text, part, at: start)
                case .contains:
                    guard part.count <= text.count else { return false }
                    return (0...text.count - part.count).contains { matches(text, part, at: $0) }
                }
            }
        }

        private func decide(
            _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>
        ) -> Bool {
            switch relation {
            case .equal: text.count == part.count && text.starts(with: part)
            case .notEqual: text.count != part.count || !text.starts(with: part)
            case .startsWith: text.starts(with: part)
            case .endsWith: text.ends(with: part)
            case .contains: text.firstOccurrence(of: part) != nil
            }
        }

        /// Whether an ASCII text, its case changed, has the operand at a place within it.
        @inline(__always)
        private func matches(
            _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, at start: Int
        ) -> Bool {
            let range: ClosedRange<UInt8> = form == .upper ? 97...122 : 65...90
            for index in 0..<part.count {
                let byte = text[start &+ index]
                if (range.contains(byte) ? byte ^ 32 : byte) != part[index] { return false }
            }
            return true
        }
    }
}

extension PlanCompiler {
    /// The test of a slot's text that a predicate is, if bytes can decide it.
    mutating func textTest(
        _ predicate: BoundExpression, on slot: Slot
    ) throws(CypherError) -> TextTest? {
        let sides: (BoundExpression, BoundExpression)
        let relation: TextTest.Relation
        switch predicate {
        case .comparison(.equal, let left, let right):
            (sides, relation) = ((left, right), .equal)
        case .comparison(.notEqual, let left, let right):
            (sides, relation) = ((left, right), .notEqual)
        case .stringPredicate(.startsWith, let left, let right, _):
            (sides, relation) = ((left, right), .startsWith)
        case .stringPredicate(.endsWith, let left, let right, _):
            (sides, relation) = ((left, right), .endsWith)
        case .stringPredicate(.contains, let left, let right, _):
            (sides, relation) = ((left, right), .contains)
        default: return nil
        }
        if let form = sides.0.textForm(of: slot), sides.1.isInvariant {
            return TextTest(relation, form: form, operand: try compile(sides.1))
        }
        guard relation == .equal || relation == .notEqual,
            let form = sides.1.textForm(of: slot), sides.0.isInvariant
        else { return nil }
        return TextTest(relation, form: form, operand: try compile(sides.0))
    }
}

extension BoundExpression {
    /// In which case this expression takes the slot's text, if that is all it does.
    fileprivate func textForm(of slot: Slot) -> TextTest.Form? {
        switch self {
        case .slot(slot): return .asIs
        case .function(let call) where call.arguments == [.slot(slot)]:
            switch call.name.lowercased() {
            case "tolower", "lower": return .lower
            case "toupper", "upper": return .upper
            default: return nil
            }
        default: return nil
        }
    }
}
