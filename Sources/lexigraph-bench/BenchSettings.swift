/// What is to be measured.
struct BenchSettings {
    enum Output: String, CaseIterable {
        case text
        case json
    }

    var sizes: [EnterpriseSize] = []
    var runs = 1_000
    var seed: UInt64 = 42
    var only: [WorkloadQuery] = []
    var hidesAFifth = false
    /// Durable transactions to measure; none when 0.
    var writes = 0
    /// Vectors to index and search; none when 0.
    var vectors = 0
    var output = Output.text

    static let usage = """
        Usage: lexigraph-bench [options]

        Makes up a company's catalog, loads it, asks it what a catalog is asked, compares every
        answer with a second, plain implementation, and reports times and sizes. Exits with 1 when
        an answer is wrong.

          --size S|M|L        200, 5,000 or 50,000 datasets; may be repeated (default: S and M,
                              or none with --writes or --vectors)
          --runs N            runs of each query, at most, within five seconds (default: 1000)
          --only NAME,NAME    only these queries
          --seed N            another company (default: 42)
          --hidden            measure again with a fifth of the datasets hidden from the reader
          --writes N          N durable transactions of one writer, of 16 writers, and of plain
                              SQLite that writes the same rows
          --vectors N         an index of N made-up vectors, clustered and uniform
          --output text|json  the form of the report
        """

    /// Reads a command line.
    ///
    /// - Returns: The settings; nil when help was asked for.
    static func parse(_ arguments: [String]) throws(BenchError) -> BenchSettings? {
        var settings = BenchSettings()
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--help", "-h": return nil
            case "--hidden": settings.hidesAFifth = true
            case "--size": settings.sizes.append(try choice(option, rest.popFirst()))
            case "--output": settings.output = try choice(option, rest.popFirst())
            case "--runs": settings.runs = try number(option, rest.popFirst(), atLeast: 1)
            case "--writes":
                settings.writes = try number(option, rest.popFirst(), atLeast: 1)
            case "--vectors":
                settings.vectors = try number(option, rest.popFirst(), atLeast: 100)
            case "--seed": settings.seed = try number(option, rest.popFirst(), atLeast: 0)
            case "--only":
                for name in (rest.popFirst() ?? "").split(separator: ",") {
                    settings.only.append(try choice(option, String(name)))
                }
            default: throw BenchError("There is no option `\(option)`. See --help.")
            }
        }
        if settings.sizes.isEmpty, settings.writes == 0, settings.vectors == 0 {
            settings.sizes = [.small, .medium]
        }
        return settings
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ option: String, _ text: String?
    ) throws(BenchError) -> Choice where Choice.RawValue == String {
        guard let text, let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw BenchError("\(option) takes one of \(all), not `\(text ?? "")`.")
        }
        return choice
    }

    private static func number<Number: FixedWidthInteger>(
        _ option: String, _ text: String?, atLeast minimum: Number
    ) throws(BenchError) -> Number {
        guard let text, let number = Number(text), number >= minimum else {
            throw BenchError("\(option) takes a number from \(minimum), not `\(text ?? "")`.")
        }
        return number
    }
}

/// Why a measurement cannot be made.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
