import CypherSyntax
import PropertyGraph

/// The integers that `range(first, last, step)` stands for.
struct IntegerRange {
    private let first: Int64
    private let step: Int64
    /// How many there are; those beyond `Int.max` are never reached.
    let count: Int

    /// Reads the arguments of `range`, none of which is null.
    ///
    /// - Throws: `argumentError` for what is no integer, and for a step of 0.
    init(_ arguments: [Value]) throws(CypherError) {
        var numbers: [Int64] = []
        for value in arguments {
            guard case .integer(let number) = value else {
                throw CypherError(
                    .argumentError, at: .runtime, detail: "InvalidArgumentType",
                    message: "The function range() takes integers, not \(value.typeTitle).")
            }
            numbers.append(number)
        }
        guard numbers.count >= 2 else {
            throw .invalidArgument("The function range() takes two or three integers.")
        }
        let (first, last) = (numbers[0], numbers[1])
        let step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else {
            throw .numberOutOfRange("The step of range() must not be 0.")
        }
        self.first = first
        self.step = step
        guard step > 0 ? first <= last : first >= last else {
            count = 0
            return
        }
        let distance = step > 0 ? Int128(last) - Int128(first) : Int128(first) - Int128(last)
        count = Int(clamping: distance / Int128(step.magnitude) + 1)
    }

    /// The number at a place below `count`.
    @inline(__always)
    subscript(place: Int) -> Int64 { first &+ Int64(place) &* step }
}
