internal import Foundation
internal import JSON
internal import YAML

/// A specification's files: YAML, JSON, Markdown and SQL.
public struct Publication: Sendable {
    /// One file.
    public struct File: Sendable, Hashable {
        /// The name, without a folder.
        public let name: String

        /// The whole content.
        public let content: String
    }

    /// The files.
    public let files: [File]

    /// Makes the files of a specification; all are named for the product.
    public init(_ specification: Specification) {
        let name = specification.metadata.name
        files = [
            File(name: "\(name).yaml", content: specification.yaml),
            File(name: "\(name).json", content: specification.json.serialized(pretty: true) + "\n"),
            File(name: "\(name).md", content: specification.markdown),
            File(name: "\(name).sql", content: specification.transformation.code + "\n"),
        ]
    }

    /// Writes the files into a folder, which is made when it is missing.
    ///
    /// - Parameter folder: The folder's path.
    /// - Returns: The paths of the files.
    /// - Throws: What Foundation reports of the folder or a file.
    @discardableResult
    public func write(to folder: String) throws -> [String] {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        return try files.map { file in
            let url = URL(fileURLWithPath: folder).appendingPathComponent(file.name)
            try Data(file.content.utf8).write(to: url, options: .atomic)
            return url.path
        }
    }
}

extension Specification {
    /// The specification as YAML.
    public var yaml: String {
        YAML.write(json)
    }
}
