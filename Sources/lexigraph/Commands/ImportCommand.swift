import Catalog
import Foundation
import Interchange
import JSON
import PropertyGraph
import Service
import YAML

/// `import`.
enum ImportCommand {
    static let `import` = Command(
        name: "import",
        summary: "Bring in a graph (JSON Lines, CSV) or a steward's catalog file (YAML).",
        operands: "FILE…|FOLDER|-",
        operandCount: 1...10_000,
        options: [
            .value("on-error", "POLICY", "stop or continue at a bad line (default: stop)"),
            .value("format", "FORMAT", "jsonl, csv or yaml (default: by the file's name)"),
            .flag("dry-run", "only say what would be done"),
            .value("commit-every", "LINES", "commit so often, and keep a record to resume by"),
            .flag("resume", "go on where an import with --commit-every was interrupted"),
            .flag("restart", "begin anew what was interrupted"),
        ],
        examples: [
            "lexigraph import graph.jsonl", "lexigraph import glossary.yaml",
            "lexigraph import folder-of-csv", "lexigraph import nodes.csv relationships.csv",
            "gzip -dc graph.jsonl.gz | lexigraph import - --on-error continue",
            "lexigraph import big.jsonl --commit-every 100000 || lexigraph import big.jsonl --resume",
        ],
        isForwarded: true
    ) { invocation in
        let request = try ImportRequest(invocation)
        try await invocation.withWorkspace(writing: true) { workspace in
            if request.format == .yaml {
                try importCatalog(request, into: workspace)
            } else {
                try importLines(request, into: workspace, invocation.format)
            }
        }
    }

    private static func importCatalog(_ request: ImportRequest, into workspace: Workspace) throws {
        let path = request.paths.first ?? "-"
        let summary = try workspace.importCatalog(
            try InputFile.text(path), name: path, isDryRun: request.isDryRun)
        for warning in summary.warnings { Terminal.note("warning: \(warning)") }
        Terminal.print(
            "\(summary.nodesCreated) nodes created, \(summary.nodesChanged) changed; "
                + "\(summary.relationshipsCreated) relationships created, "
                + "\(summary.relationshipsChanged) changed, "
                + "\(summary.relationshipsDeleted) deleted"
                + (request.isDryRun ? " (dry run: nothing is imported)" : "")
        )
    }

    private static func importLines(
        _ request: ImportRequest,
        into workspace: Workspace,
        _ format: OutputFormat
    ) throws {
        var report = ImportReport()
        let progress = ProgressLine(of: request.size)
        let place = request.place
        do {
            defer { progress.clear() }
            try run(request, workspace, progress, &report)
        } catch {
            let text = SystemFailure.text(of: error)
            let line = report.committedLine
            let isPlaced = (error as? ImportProblem).map { $0.file == nil } ?? false
            throw CommandFailure(
                (isPlaced ? "\(place), \(text)" : text) + outcome(request, committed: line))
        }
        for problem in report.problems {
            Terminal.note(problem.file == nil ? "\(place), \(problem)" : "\(problem)")
        }
        try show(report, request, format)
        if report.problemCount > 0 {
            throw CommandFailure("\(report.problemCount) lines were left out.")
        }
    }

    /// Runs the import; `report` says how far it came, also after a failure.
    private static func run(
        _ request: ImportRequest, _ workspace: Workspace, _ progress: ProgressLine,
        _ report: inout ImportReport
    ) throws {
        let database = request.isDryRun ? workspace.rehearsal() : workspace.database
        let info = workspace.info("import \(request.place)", source: "import")
        switch request.format {
        case .csv:
            var importer = try CSVImporter(
                request.paths.map { Surroundings.path($0) }, into: database, info: info,
                options: request.options,
                prepare: { _ in })
            defer { report = importer.report }
            _ = try importer.run { progress.show(bytes: $0, rows: $1.lines) }
        case .jsonl, .yaml:
            var importer = try JSONLinesImporter(
                into: database, info: info, options: request.options,
                // The workspace's database completes each commit itself.
                prepare: { _ in })
            defer { report = importer.report }
            var bytes: UInt64 = 0
            for path in request.paths {
                try InputFile.forEachPiece(path) { piece in
                    try importer.append(piece)
                    bytes += UInt64(piece.count)
                    progress.show(bytes: bytes, rows: importer.report.lines)
                }
            }
            _ = try importer.finish()
        }
    }

    private static func outcome(_ request: ImportRequest, committed line: Int) -> String {
        if request.isDryRun { return " Nothing is imported: this is a dry run." }
        guard line > 0 else { return " Nothing is imported." }
        return " Lines up to \(line) are imported."
            + (request.options.record.map { $0.start != .unrecorded } ?? false
                ? " Go on with --resume." : "")
    }

    private static func show(
        _ report: ImportReport, _ request: ImportRequest, _ format: OutputFormat
    ) throws {
        switch format {
        case .json: Terminal.print(report.json.serialized(pretty: true))
        case .yaml: Terminal.write(YAML.write(report.json))
        case .table, .csv:
            Terminal.print(
                "\(report.lines) lines: \(report.nodesCreated) nodes created, "
                    + "\(report.nodesMerged) merged; \(report.relationshipsCreated) "
                    + "relationships created, \(report.relationshipsMerged) merged; "
                    + "\(report.problemCount) bad lines"
                    + (request.isDryRun ? " (dry run: nothing is imported)" : "")
            )
        }
    }
}

/// What the command line asks of an import.
struct ImportRequest {
    enum Format: String, CaseIterable {
        case jsonl
        case csv
        case yaml
    }

    let format: Format
    /// The files; those of a folder in the order of their names.
    let paths: [String]
    let isDryRun: Bool
    let options: ImportOptions
    /// What the operands are called in messages.
    let place: String

    /// Lines in a transaction of a resumed import for which nothing else is asked.
    private static let usualPart = 100_000

    init(_ invocation: Invocation) throws {
        let operands = invocation.operands
        let first = operands.first ?? "-"
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(
            atPath: Surroundings.path(first), isDirectory: &isFolder)
        let format: Format = try invocation.choice(
            "format", default: Self.format(of: first, isFolder: isFolder.boolValue))
        if invocation["format"] == nil, let reason = Self.refusal(of: first) {
            throw UsageError(reason)
        }
        self.format = format
        paths = try operands.flatMap { try Self.files(of: $0, format) }
        place = operands == ["-"] ? "standard input" : operands.joined(separator: " ")
        isDryRun = invocation.has("dry-run")
        guard format == .csv || paths.count == 1 else {
            throw UsageError("`import` takes one file, except for CSV.")
        }
        let part = try invocation.integer("commit-every", in: 1...1_000_000_000)
        let (isResumed, isRestarted) = (invocation.has("resume"), invocation.has("restart"))
        guard !isResumed || !isRestarted else {
            throw UsageError("`import` takes --resume or --restart, not both.")
        }
        let isRecorded = part != nil || isResumed || isRestarted
        guard !isRecorded || (!paths.contains("-") && format != .yaml && !isDryRun) else {
            throw UsageError(
                "--commit-every, --resume and --restart need files of lines, and no --dry-run.")
        }
        let start: ImportRecord.Start =
            isResumed ? .resumed : isRestarted ? .restarted : part == nil ? .unrecorded : .fresh
        let names = paths.map {
            URL(fileURLWithPath: Surroundings.path($0)).standardizedFileURL.path
        }
        let record = ImportRecord(name: names.joined(separator: "\n"), start: start)
        let size = part ?? Self.usualPart
        let policy: ImportErrorPolicy = try invocation.choice("on-error", default: .stop)
        options =
            isRecorded
            ? ImportOptions(
                onError: policy, batchSize: min(size, 20_000), stretchSize: size, record: record)
            : ImportOptions(onError: policy, record: paths.contains("-") ? nil : record)
    }

    /// The length of all files in bytes; `nil` where it is not known.
    var size: UInt64? {
        var size: UInt64 = 0
        for path in paths {
            var status = stat()
            guard path != "-", stat(Surroundings.path(path), &status) == 0,
                status.st_mode & S_IFMT == S_IFREG
            else {
                return nil
            }
            size += UInt64(max(0, status.st_size))
        }
        return size
    }

    private static func format(of path: String, isFolder: Bool) -> Format {
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return .yaml }
        return isFolder || path.hasSuffix(".csv") ? .csv : .jsonl
    }

    /// Why a file is not read that an export may have written.
    private static func refusal(of path: String) -> String? {
        let kind: String
        if path.hasSuffix(".graphml") {
            kind = "GraphML"
        } else if path.hasSuffix(".cypher") || path.hasSuffix(".cql") {
            kind = "a Cypher script"
        } else {
            return nil
        }
        return "`\(path)` looks like \(kind), which is written for other programs and not read "
            + "back. `import` takes JSON Lines, CSV and YAML; --format says which it is."
    }

    private static func files(of operand: String, _ format: Format) throws -> [String] {
        var isFolder: ObjCBool = false
        guard operand != "-" || format != .csv else {
            throw UsageError("CSV is read from files, not from standard input.")
        }
        guard format == .csv,
            FileManager.default.fileExists(
                atPath: Surroundings.path(operand), isDirectory: &isFolder),
            isFolder.boolValue
        else { return [operand] }
        let names = try FileManager.default.contentsOfDirectory(atPath: Surroundings.path(operand))
            .filter { $0.hasSuffix(".csv") }.sorted()
        guard !names.isEmpty else {
            throw CommandFailure("The folder `\(operand)` holds no .csv file.")
        }
        return names.map { operand + "/" + $0 }
    }
}
