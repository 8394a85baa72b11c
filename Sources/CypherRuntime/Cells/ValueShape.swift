import CypherSyntax
public import PropertyGraph

extension Value {
    /// How many lists and maps may lie within each other.
    ///
    /// Comparing, hashing, writing and releasing a value recurse, so the depth is bounded where
    /// lists and maps are built.
    public static let nestingLimit = 500

    /// How many values may lie in one list or map, on all levels together.
    ///
    /// Lists share their elements, so a few steps can build a value that is larger than memory
    /// when walked: `reduce(s = [], x IN range(1, 60) | [s, s])`.
    public static let weightLimit = 20_000_000

    /// Whether this is a list or a map.
    var isContainer: Bool {
        switch self {
        case .list, .map: true
        default: false
        }
    }
}

/// A bound on how deep and how large a value is.
///
/// The heap cells of lists and maps carry it, so that a container around known cells need not be
/// walked. A bound may be too high; a value that seems to break a limit is measured.
struct ValueShape {
    /// How many lists and maps lie within each other: 0 for a scalar, 1 for `[1]`.
    private(set) var depth = 0
    /// How many values there are on all levels, the value itself included.
    private(set) var weight = 1

    /// A scalar.
    init() {}

    /// The exact shape of a value; a walk that meets a limit ends there, beyond it.
    ///
    /// - Complexity: O(*n*) in the size of the value, at most `Value.weightLimit` steps.
    init(measuring value: Value) {
        weight = 0
        measure(value, at: 0)
    }

    private mutating func measure(_ value: Value, at level: Int) {
        weight += 1
        guard value.isContainer else { return }
        depth = max(depth, level + 1)
        guard isAllowed else { return }
        switch value {
        case .list(let elements):
            // Scalars are counted without a call each.
            for element in elements {
                if element.isContainer {
                    measure(element, at: level + 1)
                    if !isAllowed { return }
                } else {
                    weight += 1
                }
            }
        case .map(let entries):
            for element in entries.values {
                measure(element, at: level + 1)
                if !isAllowed { return }
            }
        default: break
        }
    }

    /// What a cell says of its value, or else the value's exact shape.
    init(_ cell: Cell, _ value: Value) {
        self.init()
        if cell.tag == .heap {
            depth = Int(cell.extra)
            weight = max(1, Int(cell.auxiliary))
        } else if value.isContainer {
            self = ValueShape(measuring: value)
        }
    }

    /// Whether neither limit is broken.
    var isAllowed: Bool { depth <= Value.nestingLimit && weight <= Value.weightLimit }

    /// Makes this the shape of a container around what it was the shape of, and an element more.
    mutating func hold(_ element: ValueShape) {
        depth = max(depth, element.depth + 1)
        weight += element.weight
    }

    /// A bound on the shape of an element, or of a part, of a container of this shape.
    var element: ValueShape {
        var shape = self
        shape.depth = max(0, depth - 1)
        return shape
    }

    /// The cell with this shape.
    func mark(_ cell: Cell) -> Cell {
        guard cell.tag == .heap else { return cell }
        var cell = cell
        cell.extra = UInt16(clamping: depth)
        cell.auxiliary = UInt32(clamping: weight)
        return cell
    }

    /// The shape of an empty list or map.
    static var empty: ValueShape {
        var shape = ValueShape()
        shape.depth = 1
        return shape
    }
}

extension ExecutionContext {
    /// The cell of a value whose shape is known, kept in the heap where it needs to be.
    ///
    /// - Throws: `limitExceeded` when it is too deep or too large, or the heap would outgrow its
    ///   budget.
    func cell(_ value: Value, _ bound: ValueShape) throws(CypherError) -> Cell {
        guard value.isContainer else { return try heap.cell(value) }
        note(work: value.shallowSize >> 7)
        return try checked(value, bound).mark(try heap.cell(value))
    }

    /// A shape of the value that breaks no limit.
    func checked(_ value: Value, _ bound: ValueShape) throws(CypherError) -> ValueShape {
        if bound.isAllowed { return bound }
        let exact = ValueShape(measuring: value)
        guard exact.depth <= Value.nestingLimit else { throw .nestingTooDeep }
        guard exact.isAllowed else { throw .tooManyValues }
        return exact
    }
}

extension CypherError {
    /// A list or map has more than `Value.weightLimit` values.
    static var tooManyValues: CypherError {
        .tooLarge("A list or map may hold at most \(Value.weightLimit) values on all its levels.")
    }

    /// A list or map within too many others.
    static var nestingTooDeep: CypherError {
        CypherError(
            .limitExceeded, at: .runtime, detail: "NestingTooDeep",
            message: "Lists and maps may nest at most \(Value.nestingLimit) deep.")
    }
}
