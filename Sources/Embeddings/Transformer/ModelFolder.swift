internal import Foundation
internal import JSON

/// The folder of a sentence-transformers model.
struct ModelFolder: Sendable {
    let path: String

    /// The bytes of a file, mapped into memory rather than read.
    ///
    /// - Throws: `EmbeddingError.model`.
    func mapped(_ name: String) throws(EmbeddingError) -> Data {
        do {
            return try Data(contentsOf: url(name), options: .alwaysMapped)
        } catch {
            throw .model(file: url(name).path, reason: "cannot be read")
        }
    }

    /// The bytes of a file; nil when it is not there and need not be.
    ///
    /// - Throws: `EmbeddingError.model`.
    func bytes(_ name: String, isRequired: Bool) throws(EmbeddingError) -> [UInt8]? {
        if !isRequired, !FileManager.default.fileExists(atPath: url(name).path) { return nil }
        return [UInt8](try mapped(name))
    }

    /// A JSON file; nil when it is not there and need not be.
    ///
    /// - Throws: `EmbeddingError.model`.
    func json(_ name: String, isRequired: Bool) throws(EmbeddingError) -> JSONValue? {
        guard let bytes = try bytes(name, isRequired: isRequired) else { return nil }
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .model(file: url(name).path, reason: "is not JSON")
        }
    }

    private func url(_ name: String) -> URL {
        URL(fileURLWithPath: path, isDirectory: true).appendingPathComponent(name)
    }
}
