import Agents
import Cypher
import CypherSyntax
import Foundation
import PropertyGraph
import Service

/// The command line.
@main
struct Lexigraph {
    static let commands: [Command] = [
        ProductCommands.demo, CatalogCommands.initialize, QueryCommands.query,
        QueryCommands.queries, ProductCommands.generate, SearchCommand.search,
        CatalogCommands.lineage,
        CatalogCommands.datasets, CatalogCommands.terms, InterchangeCommands.importing,
        InterchangeCommands.exporting, HistoryCommands.log, HistoryCommands.history,
        HistoryCommands.diff, HistoryCommands.undo, CheckCommand.check,
        RetentionCommands.compact, RetentionCommands.erase, ServeCommand.serve,
    ]

    static func main() async {
        // A reader that goes away shows as a failed write, not as a signal.
        signal(SIGPIPE, SIG_IGN)
        Terminal.reserveStandardStreams()
        do {
            try await run(Array(CommandLine.arguments.dropFirst()))
        } catch let error as UsageError {
            Terminal.note("\(error)")
            exit(2)
        } catch let error as CypherError {
            Terminal.note(error.summary)
            exit(1)
        } catch {
            Terminal.note(SystemFailure.text(of: error))
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) async throws {
        // Options of every command may also stand before it.
        guard let position = commandPosition(in: arguments) else {
            if arguments.isEmpty || arguments.contains("--help") || arguments == ["-h"] {
                Terminal.print(Help.overview(commands))
                if arguments.isEmpty { exit(2) }
                return
            }
            throw UsageError("There is no command here. See `lexigraph --help`.")
        }
        let name = arguments[position]
        var rest = arguments
        rest.remove(at: position)
        if name == "help" {
            guard let topic = rest.first else {
                Terminal.print(Help.overview(commands))
                return
            }
            Terminal.print(Help.page(of: try command(topic)))
            return
        }
        let command = try command(name)
        if rest.contains("--help") || rest.contains("-h") {
            Terminal.print(Help.page(of: command))
            return
        }
        let invocation = try Invocation(
            rest,
            options: command.options + GlobalOptions.all,
            command: name
        )
        _ = try invocation.format
        guard command.operandCount.contains(invocation.operands.count) else {
            throw UsageError(
                "Usage: lexigraph \(name) \(command.operands)\nSee `lexigraph \(name) --help`."
            )
        }
        try await command.run(invocation)
    }

    /// The first argument that is neither an option of every command nor its value.
    private static func commandPosition(in arguments: [String]) -> Int? {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            guard argument.hasPrefix("-") else { return index }
            let option = GlobalOptions.all.first { "--\($0.name)" == argument }
            index += option?.value == nil ? 1 : 2
        }
        return nil
    }

    private static func command(_ name: String) throws(UsageError) -> Command {
        if let command = commands.first(where: { $0.name == name }) { return command }
        let nearest = Suggestion.nearest(to: name, among: commands.map(\.name))
        let hint = nearest.map { " Did you mean `\($0)`?" } ?? ""
        throw UsageError("There is no command `\(name)`.\(hint) See `lexigraph --help`.")
    }
}
