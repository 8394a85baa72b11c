public import Foundation

/// A secret that a server asks for; it shows itself to nobody but that server.
public struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    let value: String

    /// Where a key comes from.
    public enum Source: Sendable, Hashable {
        /// An environment variable.
        case environment(String)
        /// The first line of a file.
        case file(String)
    }

    /// Reads a key.
    ///
    /// - Throws: `EmbeddingError.settings` when there is none, or it could not go into a header.
    public init(
        _ source: Source, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(EmbeddingError) {
        let text: String?
        let place: String
        switch source {
        case .environment(let name):
            place = "The environment variable `\(name)`"
            text = environment[name]
        case .file(let path):
            place = "The file `\(path)`"
            text = (try? String(contentsOfFile: path, encoding: .utf8))?
                .split(whereSeparator: \.isNewline).first.map { String($0) }
        }
        let key = text?.trimmingCharacters(in: .whitespaces) ?? ""
        guard !key.isEmpty, key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .settings("\(place) has no key: one line of printable ASCII is expected.")
        }
        value = key
    }

    public var description: String { "an API key" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
