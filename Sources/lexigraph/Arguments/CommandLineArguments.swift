/// What a command takes: its options and what it does with them.
struct Command: Sendable {
    /// An option of a command.
    struct Option: Sendable {
        /// The name, without its dashes.
        let name: String

        /// What the value is called in the help; `nil` for a switch.
        let value: String?

        let help: String

        /// Whether the option may be given several times.
        var isRepeatable = false

        static func flag(_ name: String, _ help: String) -> Option {
            Option(name: name, value: nil, help: help)
        }

        static func value(
            _ name: String,
            _ value: String,
            _ help: String,
            repeatable: Bool = false
        ) -> Option {
            Option(name: name, value: value, help: help, isRepeatable: repeatable)
        }
    }

    let name: String
    let summary: String

    /// What follows the name in the usage line, options aside.
    var operands = ""

    /// How many operands there may be.
    var operandCount = 0...0
    var options: [Option] = []

    /// Whole command lines.
    var examples: [String] = []

    /// Whether the command may write, so that a server that has the catalog open has to run it.
    var isForwarded = false

    /// Whether the command reads standard input where it has no operand.
    var takesInput = false
    let run: @Sendable (Invocation) async throws -> Void

    /// Whether a command line reads standard input.
    func readsInput(_ invocation: Invocation) -> Bool {
        invocation.operands.contains("-") || invocation["value"] == "-"
            || (takesInput && invocation.operands.isEmpty && invocation["named"] == nil)
    }
}

/// A command line, taken apart.
struct Invocation: Sendable {
    private(set) var values: [String: [String]] = [:]
    private(set) var flags: Set<String> = []
    private(set) var operands: [String] = []

    /// The last value of an option.
    subscript(option: String) -> String? {
        values[option]?.last
    }

    func has(_ flag: String) -> Bool {
        flags.contains(flag)
    }

    /// An integer option.
    func integer(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = self[option] else { return nil }
        guard let integer = Int(text), range.contains(integer) else {
            throw UsageError(
                "--\(option) takes a number from \(range.lowerBound) to \(range.upperBound), "
                    + "not `\(text)`."
            )
        }
        return integer
    }

    /// An option with few values.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ option: String,
        default fallback: Choice
    ) throws(UsageError) -> Choice where Choice.RawValue == String {
        guard let text = self[option] else { return fallback }
        guard let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--\(option) takes one of \(all), not `\(text)`.")
        }
        return choice
    }

    /// Reads arguments by the options that are allowed.
    ///
    /// `--name value`, `--name=value` and `--flag`; `--` ends the options.
    init(_ arguments: [String], options: [Command.Option], command: String) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                break
            }
            guard argument.hasPrefix("--") else {
                operands.append(argument)
                continue
            }
            let parts = argument.dropFirst(2)
                .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            guard let option = options.first(where: { $0.name == name }) else {
                throw Self.unknown(name, among: options, command: command)
            }
            if option.value == nil {
                guard !argument.contains("=") else {
                    throw UsageError("--\(name) takes no value.")
                }
                flags.insert(name)
                continue
            }
            let value = parts.count > 1 ? String(parts[1]) : rest.popFirst()
            guard let value else {
                throw UsageError("--\(name) needs a value: --\(name) \(option.value ?? "").")
            }
            guard !value.isEmpty else {
                throw UsageError("--\(name) needs a value that is not empty.")
            }
            guard option.isRepeatable || values[name] == nil else {
                throw UsageError("--\(name) is given twice.")
            }
            values[name, default: []].append(value)
        }
    }

    private static func unknown(
        _ name: String,
        among options: [Command.Option],
        command: String
    ) -> UsageError {
        let nearest = Suggestion.nearest(to: name, among: options.map(\.name))
        let hint = nearest.map { " Did you mean `--\($0)`?" } ?? ""
        return UsageError(
            "`\(command)` has no option `--\(name)`.\(hint) See `lexigraph \(command) --help`."
        )
    }
}

/// A command line that cannot be understood; exit code 2.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Finds what a misspelt word may have meant.
enum Suggestion {
    /// The nearest word within two edits, or a third of its length.
    static func nearest(to word: String, among words: [String]) -> String? {
        let limit = max(1, min(2, word.count / 2))
        let ranked = words.map { ($0, distance(word, $0)) }.filter { $0.1 <= limit }
        return ranked.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// The number of characters to insert, remove or replace; swapped neighbours count once.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64))
        let right = Array(right.prefix(64))
        var rows = [Array(0...right.count)]
        for row in stride(from: 1, through: left.count, by: 1) {
            var current = [row]
            for column in stride(from: 1, through: right.count, by: 1) {
                let isEqual = left[row - 1] == right[column - 1]
                var best = min(rows[row - 1][column] + 1, current[column - 1] + 1)
                best = min(best, rows[row - 1][column - 1] + (isEqual ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    best = min(best, rows[row - 2][column - 2] + 1)
                }
                current.append(best)
            }
            rows.append(current)
        }
        return rows[left.count][right.count]
    }
}
