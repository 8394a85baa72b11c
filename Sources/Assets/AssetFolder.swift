import Foundation

/// One of the folders of text that the binary carries and that a user may replace by another.
public enum AssetFolder: String, CaseIterable, Sendable {
    /// The graph's schema as Cypher, in order.
    case schema = "GraphSchema"

    /// The starting catalog as YAML, in order.
    case seeds = "Seeds"

    /// Named queries as Cypher, one to a file.
    case queries = "Queries"

    /// The folder's files as the binary carries them, ordered by path.
    ///
    /// - Complexity: O(*n*) in the number of files carried.
    public var embedded: [AssetFile] {
        let prefix = rawValue + "/"
        return EmbeddedFiles.all
            .filter { $0.path.hasPrefix(prefix) }
            .map { AssetFile(path: String($0.path.dropFirst(prefix.count)), text: $0.text) }
            .sorted { $0.path < $1.path }
    }

    /// The kind of files that the folder holds.
    public var fileExtension: String {
        switch self {
        case .schema, .queries: "cypher"
        case .seeds: "yaml"
        }
    }

    /// The folder's files, ordered by path: those that the binary carries, or those below another
    /// folder.
    ///
    /// Files with another extension and hidden files are left out.
    ///
    /// - Parameter path: A folder to read instead of what the binary carries.
    /// - Returns: The files, whose paths are relative to the folder.
    /// - Throws: `AssetError` when the folder or a file cannot be read, a file is no UTF-8 text or
    ///   larger than 16 MB, or the folder holds no file of its kind.
    public func files(at path: String? = nil) throws(AssetError) -> [AssetFile] {
        guard let path else { return embedded }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue, let walker = FileManager.default.enumerator(atPath: path)
        else {
            throw .folderNotReadable(path)
        }
        let names = walker.compactMap { $0 as? String }
            .filter { $0.hasSuffix("." + fileExtension) }
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted()
        guard !names.isEmpty else { throw .folderEmpty(path, fileExtension: fileExtension) }
        var files: [AssetFile] = []
        for name in names {
            files.append(AssetFile(path: name, text: try Self.text(at: path + "/" + name)))
        }
        return files
    }

    /// The largest file that is read, in bytes.
    private static let sizeLimit = 16 << 20

    private static func text(at path: String) throws(AssetError) -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw .fileNotReadable(path)
        }
        guard bytes.count <= sizeLimit else { throw .fileTooLarge(path, limit: sizeLimit) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .fileNotText(path)
        }
        return text
    }
}
