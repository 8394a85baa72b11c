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
        SourceCommands.sources, SourceCommands.ask, SourceCommands.evaluate,
        EvaluateSearchCommand.evaluateSearch,
        CatalogCommands.lineage,
        CatalogCommands.datasets, CatalogCommands.terms, ImportCommand.import,
        ExportCommand.export, HistoryCommands.log, HistoryCommands.history,
        HistoryCommands.diff, HistoryCommands.undo, CheckCommand.check,
        RetentionCommands.compact, RetentionCommands.erase, BackupCommands.backup,
        BackupCommands.restore, ServeCommand.serve,
    ]

    static func main() async {
        // A reader that goes away shows as a failed write, not as a signal.
        signal(SIGPIPE, SIG_IGN)
        Terminal.reserveStandardStreams()
        exit(Int32(await perform(Array(CommandLine.arguments.dropFirst()))))
    }

    /// Runs a command line; what went wrong is shown, and the exit code tells of it.
    static func perform(_ arguments: [String]) async -> UInt8 {
        do {
            return try await run(arguments)
        } catch let error as UsageError {
            Terminal.note("\(error)")
            return 2
        } catch let error as CypherError {
            Terminal.note(error.summary)
            return 1
        } catch {
            Terminal.note(SystemFailure.text(of: error))
            return 1
        }
    }

    private static func run(_ arguments: [String]) async throws -> UInt8 {
        // Options of every command may also stand before it.
        guard let position = commandPosition(in: arguments) else {
            if arguments.isEmpty || arguments.contains("--help") || arguments == ["-h"] {
                Terminal.print(Help.overview(commands))
                return arguments.isEmpty ? 2 : 0
            }
            throw UsageError("There is no command here. See `lexigraph --help`.")
        }
        let name = arguments[position]
        var rest = arguments
        rest.remove(at: position)
        if name == "help" {
            guard let topic = rest.first else {
                Terminal.print(Help.overview(commands))
                return 0
            }
            Terminal.print(Help.page(of: try command(topic)))
            return 0
        }
        let command = try command(name)
        if rest.contains("--help") || rest.contains("-h") {
            Terminal.print(Help.page(of: command))
            return 0
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
        if command.isForwarded, Surroundings.sender == nil,
            let server = CommandClient(database: invocation.settings.databasePath)
        {
            return try server.run(arguments, readsInput: command.readsInput(invocation))
        }
        try await command.run(invocation)
        return 0
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
