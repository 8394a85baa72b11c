/// The help texts, made from the commands themselves.
enum Help {
    /// What `lexigraph --help` shows.
    static func overview(_ commands: [Command]) -> String {
        let width = commands.map(\.name.count).max() ?? 0
        let list = commands.map { command in
            "  " + command.name.padded(to: width) + "  " + command.summary
        }
        return """
            lexigraph – a metadata service around one knowledge graph

            Usage: lexigraph <command> [options]

            Commands:
            \(list.joined(separator: "\n"))

            Options of every command:
            \(options(GlobalOptions.all))

            Start with:
              lexigraph demo --dir demo && cd demo
              lexigraph query 'MATCH (d:Dataset) RETURN d.name'

            `lexigraph <command> --help` explains a command.
            """
    }

    /// What `lexigraph <command> --help` shows.
    static func page(of command: Command) -> String {
        var usage = "Usage: lexigraph \(command.name)"
        if !command.options.isEmpty { usage += " [options]" }
        if !command.operands.isEmpty { usage += " \(command.operands)" }
        var page = "\(command.summary)\n\n\(usage)\n"
        if !command.options.isEmpty { page += "\nOptions:\n\(options(command.options))\n" }
        // An option of the command itself stands before one of every command.
        let others = GlobalOptions.all.filter { option in
            !command.options.contains { $0.name == option.name }
        }
        page += "\nOptions of every command:\n\(options(others))\n"
        if !command.examples.isEmpty {
            page += "\nExamples:\n" + command.examples.map { "  \($0)\n" }.joined()
        }
        return page
    }

    private static func options(_ options: [Command.Option]) -> String {
        let names = options.map { option in
            "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
        }
        let width = names.map(\.count).max() ?? 0
        return zip(names, options).map { name, option in
            "  " + name.padded(to: width) + "  " + option.help
        }.joined(separator: "\n")
    }
}

/// The options that every command has.
enum GlobalOptions {
    static let all: [Command.Option] = [
        .value("db", "FILE", "the database file (default: lexigraph.db)"),
        .value("data", "DIR", "the bronze data (default: data/bronze beside the database)"),
        .value("import-dir", "DIR", "the files that LOAD CSV may read (default: none)"),
        .value("output", "FORMAT", "table, json, csv or yaml (default: table)"),
        .value("schema", "DIR", "schema files instead of the built-in ones"),
        .value("seeds", "DIR", "seed files instead of the built-in ones"),
        .value("queries", "DIR", "named queries instead of the built-in ones"),
        .value("actor", "NAME", "who acts, for the log (default: the user's name)"),
        .value("reason", "TEXT", "why, for the log"),
        .flag("help", "show this help"),
    ]
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
