import Foundation
import PackagePlugin

/// Turns the folders of schema, seeds and queries into Swift, so that the binary carries them.
@main
struct EmbedPlugin: BuildToolPlugin {
    /// The folders to carry, at the top of the package.
    private static let folders = ["GraphSchema", "Seeds", "Queries"]

    /// The kinds of files to carry.
    private static let extensions: Set<String> = ["cypher", "yaml"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let paths = Self.folders.flatMap { files(in: $0, of: root) }.sorted()
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(paths.count) files",
                executable: try context.tool(named: "EmbedTool").url,
                arguments: [output.path, root.path] + paths,
                inputFiles: paths.map { root.appending(path: $0) },
                outputFiles: [output]
            )
        ]
    }

    /// The paths, from the package's root, of the files below a folder.
    private func files(in folder: String, of root: URL) -> [String] {
        let start = root.appending(path: folder)
        guard let walker = FileManager.default.enumerator(atPath: start.path) else { return [] }
        return walker.compactMap { $0 as? String }
            .filter { path in
                Self.extensions.contains(URL(filePath: path).pathExtension)
                    && !path.split(separator: "/").contains { $0.hasPrefix(".") }
            }
            .map { "\(folder)/\($0)" }
    }
}
