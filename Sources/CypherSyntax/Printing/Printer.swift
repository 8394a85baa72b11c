/// Writes syntax trees as canonical Cypher text.
///
/// Keywords are in capitals, one clause stands on each line, and only needed parentheses are kept.
/// Parsing what the printer prints gives an equal tree.
///
/// - Complexity: O(*n*) for *n* bytes printed; recursion is bounded by the tree's height.
public struct Printer {
    private(set) var output = ""
    /// How many subqueries the printer is in; clauses inside them stay on one line.
    var subqueries = 0

    init() {}

    /// The text of a statement.
    public static func print(_ statement: Statement) -> String {
        var printer = Printer()
        printer.write(statement)
        return printer.output
    }

    /// The text of a query.
    public static func print(_ query: Query) -> String {
        var printer = Printer()
        printer.write(query)
        return printer.output
    }

    /// The text of a clause.
    public static func print(_ clause: Clause) -> String {
        var printer = Printer()
        printer.write(clause)
        return printer.output
    }

    /// The text of an expression.
    public static func print(_ expression: Expression) -> String {
        var printer = Printer()
        printer.write(expression)
        return printer.output
    }

    /// The text of a path pattern.
    public static func print(_ pattern: PathPattern) -> String {
        var printer = Printer()
        printer.write(pattern)
        return printer.output
    }

    /// The text of a label expression without its colon.
    public static func print(_ labels: LabelExpression) -> String {
        var printer = Printer()
        printer.write(labels, above: .any)
        return printer.output
    }

    /// The text of a type.
    public static func print(_ type: TypeExpression) -> String {
        var printer = Printer()
        printer.write(type)
        return printer.output
    }

    // MARK: Pieces

    mutating func write(_ text: String) {
        output += text
    }

    mutating func list<Element>(
        _ elements: [Element],
        separator: String = ", ",
        _ body: (inout Printer, Element) -> Void
    ) {
        for (index, element) in elements.enumerated() {
            if index > 0 { output += separator }
            body(&self, element)
        }
    }

    mutating func write(_ statement: Statement) {
        switch statement.mode {
        case .run: break
        case .explain: write("EXPLAIN ")
        case .profile: write("PROFILE ")
        }
        switch statement.body {
        case .query(let query): write(query)
        case .schema(let command): write(command)
        case .show(let command): write(command)
        }
    }

    mutating func write(_ query: Query) {
        let line = subqueries > 0 ? " " : "\n"
        let union = query.keepsDuplicates ? "UNION ALL" : "UNION"
        list(query.branches, separator: line + union + line) { printer, branch in
            printer.list(branch.clauses, separator: line) { $0.write($1) }
        }
    }

    /// A query between braces, on one line.
    mutating func writeBraced(_ query: Query) {
        subqueries += 1
        write("{ ")
        write(query)
        write(" }")
        subqueries -= 1
    }
}

extension Expression: CustomStringConvertible {
    /// The canonical text.
    public var description: String { Printer.print(self) }
}

extension Statement: CustomStringConvertible {
    /// The canonical text.
    public var description: String { Printer.print(self) }
}

extension PathPattern: CustomStringConvertible {
    /// The canonical text.
    public var description: String { Printer.print(self) }
}

extension LabelExpression: CustomStringConvertible {
    /// The canonical text without a colon.
    public var description: String { Printer.print(self) }
}

extension TypeExpression: CustomStringConvertible {
    /// The canonical text.
    public var description: String { Printer.print(self) }
}
