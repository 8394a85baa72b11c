import CypherSyntax
import PropertyGraph

/// Equality, comparison and order on cells: numbers, truth values, entities and interned strings
/// without detours, all else over values.
enum CellComparison {
    /// Cypher's `=`: a truth value or null.
    @inline(__always)
    static func equal(_ left: Cell, _ right: Cell, _ context: ExecutionContext) -> Cell {
        if left.tag == right.tag {
            switch left.tag {
            case .null: return .null
            case .float: return .boolean(left.floatBits == right.floatBits)
            case .boolean, .integer, .string, .node, .relationship, .date, .localTime:
                return .boolean(left.bits == right.bits)
            default: return equalByValue(left, right, context)
            }
        }
        if left.isNull || right.isNull { return .null }
        return equalByValue(left, right, context)
    }

    private static func equalByValue(
        _ left: Cell, _ right: Cell, _ context: ExecutionContext
    ) -> Cell {
        if left.tag == .heap || right.tag == .heap, left.tag == .string || right.tag == .string {
            let answer = context.withUTF8(left) { first in
                context.withUTF8(right) { second in
                    guard first.count == second.count else { return false }
                    context.note(work: first.count >> 7)
                    return compareBytes(first, second) == 0
                } ?? false
            }
            return .boolean(answer ?? false)
        }
        let (left, right) = (context.value(left), context.value(right))
        context.note(work: min(left.shallowSize, right.shallowSize) >> 7)
        return .truth(left.equals(right))
    }

    /// Cypher's `=` between a cell and a value.
    @inline(__always)
    static func equal(_ left: Cell, _ right: Value, _ context: ExecutionContext) -> Cell {
        switch right {
        case .null: return .null
        case .integer(let number) where left.tag == .integer:
            return .boolean(left.integerBits == number)
        case .node(let id) where left.tag == .node: return .boolean(left.nodeBits == id)
        case .string(let text):
            guard left.tag == .string || left.tag == .heap else {
                return left.isNull ? .null : .boolean(false)
            }
            return .boolean(
                context.withUTF8(left) { bytes in
                    guard bytes.count == text.utf8.count else { return false }
                    context.note(work: bytes.count >> 7)
                    return bytes.elementsEqual(text.utf8)
                } ?? false)
        default:
            if left.isNull { return .null }
            let value = context.value(left)
            context.note(work: min(value.shallowSize, right.shallowSize) >> 7)
            return .truth(value.equals(right))
        }
    }

    /// Cypher's `<`, or `<=`: a truth value or null.
    @inline(__always)
    static func less(
        _ left: Cell, _ right: Cell, orEqual: Bool, _ context: ExecutionContext
    ) -> Cell {
        if left.tag == .integer, right.tag == .integer {
            let (left, right) = (left.integerBits, right.integerBits)
            return .boolean(orEqual ? left <= right : left < right)
        }
        if left.tag == .float, right.tag == .float {
            let (left, right) = (left.floatBits, right.floatBits)
            return .boolean(orEqual ? left <= right : left < right)
        }
        if left.isNull || right.isNull { return .null }
        let (left, right) = (context.value(left), context.value(right))
        context.note(work: min(left.shallowSize, right.shallowSize) >> 7)
        return .truth(less(left, right, orEqual: orEqual))
    }

    /// Cypher's `<`, or `<=`, on values.
    static func less(_ left: Value, _ right: Value, orEqual: Bool) -> Bool? {
        let comparison = left.comparison(with: right)
        return orEqual ? comparison.isLessOrEqual : comparison.isLess
    }

    /// The total order of `ORDER BY`, `min` and `max`: negative, zero or positive.
    @inline(__always)
    static func order(_ left: Cell, _ right: Cell, _ context: ExecutionContext) -> Int {
        if left.tag == right.tag {
            switch left.tag {
            case .integer:
                let (left, right) = (left.integerBits, right.integerBits)
                return left < right ? -1 : left == right ? 0 : 1
            case .string:
                if left.bits == right.bits { return 0 }
                return context.graph.orderOfTexts(left.code, right.code)
            case .null: return 0
            default: break
            }
        }
        return orderByValue(left, right, context)
    }

    private static func orderByValue(
        _ left: Cell, _ right: Cell, _ context: ExecutionContext
    ) -> Int {
        if left.isNull || right.isNull { return (left.isNull ? 1 : 0) - (right.isNull ? 1 : 0) }
        let (left, right) = (context.value(left), context.value(right))
        context.note(work: min(left.shallowSize, right.shallowSize) >> 7)
        return Value.order(left, right)
    }

    /// Whether two cells are equivalent: as `=`, but null is null and NaN is NaN.
    @inline(__always)
    static func equivalent(_ left: Cell, _ right: Cell, _ context: ExecutionContext) -> Bool {
        if left.isIdentical(to: right) { return true }
        if left.tag == right.tag {
            switch left.tag {
            case .null, .boolean, .integer, .string, .node, .relationship: return false
            default: break
            }
        }
        if left.isNull || right.isNull { return false }
        let (left, right) = (context.value(left), context.value(right))
        context.note(work: min(left.shallowSize, right.shallowSize) >> 7)
        return left.isEquivalent(to: right)
    }

    /// A hash such that equivalent cells have equal hashes.
    ///
    /// A computed string that the graph also stores hashes by its code; one that it does not
    /// store, by its text. Within a query that writes, a text may come to be stored, so there all
    /// strings hash by their text.
    @inline(__always)
    static func hash(_ cell: Cell, _ context: ExecutionContext) -> UInt64 {
        switch cell.tag {
        case .integer: return mixed(Double(cell.integerBits).bitPattern)
        case .null, .boolean, .node, .relationship:
            return mixed(cell.bits ^ UInt64(cell.tag.rawValue) << 56)
        case .string where context.draft == nil:
            return mixed(cell.bits ^ UInt64(cell.tag.rawValue) << 56)
        default: return hashByValue(cell, context)
        }
    }

    private static func hashByValue(_ cell: Cell, _ context: ExecutionContext) -> UInt64 {
        let value = context.value(cell)
        if case .float(let number) = value {
            return mixed(number.isNaN ? Double.nan.bitPattern : (number + 0.0).bitPattern)
        }
        if context.draft == nil, case .string(let text) = value,
            let code = context.graph.code(of: text)
        {
            return hash(.string(code: code), context)
        }
        context.note(work: value.shallowSize >> 7)
        var hasher = Hasher()
        value.hashEquivalence(into: &hasher)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    /// Spreads bits (the finaliser of SplitMix64).
    @inline(__always)
    static func mixed(_ bits: UInt64) -> UInt64 {
        var mixed = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
