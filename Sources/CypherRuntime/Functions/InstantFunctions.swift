import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `date()`, `time()`, `datetime()` and their kin, their clocks and `truncate`.
///
/// Source: TCK `expressions/temporal`.
enum InstantFunctions {
    static let all: [FunctionDescriptor] =
        InstantType.allCases.flatMap { clocks(of: $0) + [constructor(of: $0), truncation(of: $0)] }
        + epochs

    private static func constructor(of type: InstantType) -> FunctionDescriptor {
        .strict(
            type.rawValue, 0...1, result: type.valueType,
            "The current \(type.title), or one from a text, a map or another temporal value."
        ) { (values, context) throws(CypherError) in
            let maker = context.constructor(of: type, context.environment.statementTime)
            guard let argument = values.first else { return maker.current() }
            return try maker.make(from: argument)
        }
    }

    private static func clocks(of type: InstantType) -> [FunctionDescriptor] {
        [
            clock(type, "transaction", "when the transaction began") {
                $0.environment.transactionTime
            },
            clock(type, "statement", "when the statement began") {
                $0.environment.statementTime
            },
            clock(type, "realtime", "at this very moment", isDeterministic: false) {
                $0.environment.realtime()
            },
        ]
    }

    private static func clock(
        _ type: InstantType,
        _ name: String,
        _ when: String,
        isDeterministic: Bool = true,
        _ instant: @escaping @Sendable (FunctionContext) -> EpochInstant
    ) -> FunctionDescriptor {
        let fullName = "\(type.rawValue).\(name)"
        return .strict(
            fullName, 0...1, result: type.valueType,
            "The \(type.title) \(when), in a time zone if one is given.",
            isDeterministic: isDeterministic
        ) { (values, context) throws(CypherError) in
            let maker = context.constructor(of: type, instant(context))
            guard let argument = values.first else { return maker.current() }
            if case .map = argument { return try maker.make(from: argument) }
            let zone = try Arguments(fullName, values).string(0)
            return maker.current(in: try TimeZoneName(parsing: zone))
        }
    }

    private static func truncation(of type: InstantType) -> FunctionDescriptor {
        let name = "\(type.rawValue).truncate"
        return .strict(
            name, 1...3, result: type.valueType,
            "The start of the unit of time that a temporal value lies in, as a \(type.title)."
        ) { (values, context) throws(CypherError) in
            let maker = context.constructor(of: type, context.environment.statementTime)
            let unit = try TruncationUnit(named: try Arguments(name, values).string(0))
            let value = values.count > 1 ? values[1] : maker.current()
            guard values.count > 2 else {
                return try maker.truncate(value, to: unit, fields: TemporalFields())
            }
            guard case .map(let map) = values[2] else {
                throw Arguments(name, values).mismatch(2, wants: "a map")
            }
            guard let fields = try TemporalFields(map) else { return .null }
            return try maker.truncate(value, to: unit, fields: fields)
        }
    }

    private static let epochs: [FunctionDescriptor] = [
        .strict(
            "datetime.fromepoch", 1...2, result: .dateTime,
            "The moment so many seconds and nanoseconds after 1970-01-01T00:00Z."
        ) { (values, _) throws(CypherError) in
            let arguments = Arguments("datetime.fromepoch", values)
            let nanoseconds = values.count > 1 ? try arguments.integer(1) : 0
            return try moment(
                Int128(try arguments.integer(0)) * 1_000_000_000 + Int128(nanoseconds))
        },
        .strict(
            "datetime.fromepochmillis", 1...1, result: .dateTime,
            "The moment so many milliseconds after 1970-01-01T00:00Z."
        ) { (values, _) throws(CypherError) in
            let millis = try Arguments("datetime.fromepochmillis", values).integer(0)
            return try moment(Int128(millis) * 1_000_000)
        },
        .strict(
            "timestamp", 0...0, result: .integer,
            "Milliseconds from 1970-01-01T00:00Z to the statement's beginning."
        ) { (_, context) throws(CypherError) in
            let now = context.environment.statementTime
            let millis = Int128(now.seconds) * 1000 + Int128(now.nanoseconds) / 1_000_000
            return .integer(Int64(clamping: millis))
        },
    ]

    private static func moment(_ nanoseconds: Int128) throws(CypherError) -> Value {
        let local = try LocalMoment(wideNanoseconds: nanoseconds)
        return .dateTime(local.dateTime(in: .utc))
    }
}

extension FunctionContext {
    /// A constructor that takes a clock's instant for the present.
    fileprivate func constructor(
        of type: InstantType,
        _ now: EpochInstant
    ) -> InstantConstructor {
        InstantConstructor(type: type, defaultZone: environment.defaultZone, now: now)
    }
}

extension InstantType {
    fileprivate var valueType: ValueType {
        switch self {
        case .date: .date
        case .localTime: .localTime
        case .time: .time
        case .localDateTime: .localDateTime
        case .dateTime: .dateTime
        }
    }
}
