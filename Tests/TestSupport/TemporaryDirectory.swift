public import Foundation

/// A fresh folder that is removed when the value's last owner lets it go.
public final class TemporaryDirectory: Sendable {
    /// The folder's location.
    public let url: URL

    /// Creates an empty folder with a unique name.
    public init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("lexigraph-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file in this folder.
    public func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }
}
