import Foundation
import JSON
import PropertyGraph
import Service
import TestSupport

/// Measures a catalog of a company's size.
@main
struct LexigraphBench {
    static func main() {
        do {
            guard let settings = try BenchSettings.parse(Array(CommandLine.arguments.dropFirst()))
            else {
                print(BenchSettings.usage)
                return
            }
            var reports: [SizeReport] = []
            for size in settings.sizes {
                let report = try report(on: size, settings)
                reports.append(report)
                if settings.output == .text { print(report.text) }
            }
            var json = reports.map(\.json)
            if settings.writes > 0 {
                let figures = try DurableWrites(transactions: settings.writes).measure()
                json.append(figures.json)
                if settings.output == .text { print(figures.text) }
            }
            for isClustered in settings.vectors > 0 ? [true, false] : [] {
                let searches = VectorSearches(
                    count: settings.vectors, isClustered: isClustered, seed: settings.seed)
                let figures = try searches.measure()
                json.append(figures.json)
                if settings.output == .text { print(figures.text) }
            }
            if settings.output == .json {
                print(JSONValue.array(json).serialized(pretty: true))
            }
            if reports.contains(where: { $0.wrong > 0 }) { exit(1) }
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(2)
        }
    }

    private static func report(
        on size: EnterpriseSize, _ settings: BenchSettings
    ) throws -> SizeReport {
        let folder = try TemporaryDirectory()
        var generator = EnterpriseGenerator(size, seed: settings.seed)
        let enterprise = generator.generate()
        let catalog = try LoadedCatalog(enterprise, in: folder)
        let run = WorkloadRun(
            workspace: catalog.workspace, enterprise: enterprise, oracle: Oracle(enterprise),
            settings: settings)
        let chosen = settings.only.isEmpty ? WorkloadQuery.allCases : settings.only
        let restricted =
            settings.hidesAFifth
            ? try restrictedFigures(chosen.filter { !$0.isWrite }, run, catalog) : []
        let figures = try chosen.map(run.measure)
        catalog.workspace.shutDown()
        var load = catalog.figures
        let start = Clocks.wall
        let reopened = try Workspace.open(WorkspaceSettings(databasePath: catalog.path))
        load.reopening = Clocks.wall - start
        let count = reopened.database.snapshot().nodeCount
        reopened.shutDown()
        guard count == load.nodes else {
            throw BenchError("After opening again there are \(count) nodes, not \(load.nodes).")
        }
        return SizeReport(size: size, load: load, queries: figures, restricted: restricted)
    }

    /// The reads of a caller who may not see every fifth dataset.
    private static func restrictedFigures(
        _ queries: [WorkloadQuery], _ run: WorkloadRun, _ catalog: LoadedCatalog
    ) throws -> [RestrictedFigures] {
        let datasets = run.enterprise.datasets
        let hidden = Set(datasets.indices.filter { $0 % 5 == 3 })
        let nodes = try catalog.datasetNodes()
        let access = AccessView(hiding: hidden.compactMap { nodes[datasets[$0].name] })
        let oracle = Oracle(run.enterprise, hidden: hidden)
        return try queries.map { try run.compare($0, as: access, oracle) }
    }
}
