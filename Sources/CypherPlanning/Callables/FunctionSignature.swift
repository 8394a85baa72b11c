/// What the binder has to know of a function.
public struct FunctionSignature: Hashable, Sendable {
    /// The name by which the runtime finds the implementation, as documentation spells it.
    public var name: String
    /// The fewest arguments.
    public var minimumArguments: Int
    /// The most arguments; nil for any number.
    public var maximumArguments: Int?
    /// Whether it sums up many rows, as `count` does.
    public var isAggregate: Bool
    /// False when two calls with equal arguments may differ within a query, as for `rand()`.
    public var isDeterministic: Bool
    /// What each argument accepts; the binder reports an argument that can never fit.
    ///
    /// Arguments beyond the list accept what its last one does; an empty list accepts anything.
    public var parameters: [ValueType]
    /// What a call can yield.
    public var result: ValueType

    /// Describes a function.
    public init(
        _ name: String,
        arguments: ClosedRange<Int>,
        isAggregate: Bool = false,
        isDeterministic: Bool = true,
        parameters: [ValueType] = [],
        result: ValueType = .any
    ) {
        self.name = name
        self.minimumArguments = arguments.lowerBound
        self.maximumArguments = arguments.upperBound == .max ? nil : arguments.upperBound
        self.isAggregate = isAggregate
        self.isDeterministic = isDeterministic
        self.parameters = parameters
        self.result = result
    }

    /// Describes a function with any number of arguments from a minimum on.
    public init(
        _ name: String,
        arguments: PartialRangeFrom<Int>,
        isAggregate: Bool = false,
        isDeterministic: Bool = true,
        parameters: [ValueType] = [],
        result: ValueType = .any
    ) {
        self.name = name
        self.minimumArguments = arguments.lowerBound
        self.maximumArguments = nil
        self.isAggregate = isAggregate
        self.isDeterministic = isDeterministic
        self.parameters = parameters
        self.result = result
    }
}
