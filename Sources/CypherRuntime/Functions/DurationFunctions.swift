import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `duration()` and `duration.between()` with its kin.
///
/// Source: TCK `expressions/temporal/Temporal1`, `Temporal2`, `Temporal10`.
enum DurationFunctions {
    static let all: [FunctionDescriptor] = [
        .strict(
            "duration", 1...1, result: .duration, "A duration from a text or a map of amounts."
        ) { (values, _) throws(CypherError) in try make(values[0]) },
        difference("duration.between", .between, "months, days and seconds"),
        difference("duration.inMonths", .inMonths, "whole months"),
        difference("duration.inDays", .inDays, "whole days"),
        difference("duration.inSeconds", .inSeconds, "seconds"),
    ]

    private static func make(_ argument: Value) throws(CypherError) -> Value {
        switch argument {
        case .duration: return argument
        case .string(let text): return .duration(try DurationParser.duration(text))
        case .map(let map):
            var builder = DurationBuilder()
            for (key, value) in map.sorted(by: { $0.key < $1.key }) {
                if value.isNull { return .null }
                builder.add(try amount(value, key), try unit(key))
            }
            return .duration(try builder.duration())
        default:
            throw .invalidType(
                "A duration cannot be made from \(argument.typeTitle).",
                hint: "Give a text such as 'P1DT2H' or a map such as {days: 1, hours: 2}.")
        }
    }

    private static func unit(_ key: String) throws(CypherError) -> DurationBuilder.Unit {
        guard let unit = DurationBuilder.Unit(rawValue: key) else {
            let known = DurationBuilder.Unit.allCases.map(\.rawValue)
            throw .invalidArgument(
                "There is no unit of duration `\(key.prefix(40))`.",
                hint: Spelling.nearest(to: key, among: known).map { "Did you mean `\($0)`?" })
        }
        return unit
    }

    private static func amount(
        _ value: Value,
        _ key: String
    ) throws(CypherError) -> DecimalNumber {
        if let number = DecimalNumber(number: value) { return number }
        if case .float = value { throw .temporalOverflow }
        throw .invalidType("The amount `\(key.prefix(40))` must be a number.")
    }

    private static func difference(
        _ name: String,
        _ split: DurationBetween.Split,
        _ units: String
    ) -> FunctionDescriptor {
        .strict(
            name, 2...2, result: .duration,
            "The time from one temporal value to another in \(units)."
        ) { (values, _) throws(CypherError) in
            guard let difference = DurationBetween(from: values[0], to: values[1]) else {
                throw .invalidType(
                    "The function \(name)() takes dates, times or moments, not"
                        + " \(values[0].typeTitle) and \(values[1].typeTitle).")
            }
            return .duration(try difference.duration(split))
        }
    }
}
