import Foundation

/// Writes one Swift file that holds the texts of others.
///
///     EmbedTool OUTPUT ROOT PATH…
///
/// Each path is relative to the root. Texts become raw string literals, which compile in a moment.
@main
struct EmbedTool {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let output = arguments.first, let root = arguments.dropFirst().first else {
            throw EmbedError(description: "usage: EmbedTool OUTPUT ROOT PATH…")
        }
        let entries = try arguments.dropFirst(2).map { path in
            try entry(path: path, text: text(of: path, in: root))
        }
        let source = """
            enum EmbeddedFiles {
                static let all: [AssetFile] = [
            \(entries.joined())    ]
            }

            """
        try source.write(toFile: output, atomically: true, encoding: .utf8)
    }

    /// Reads a file, which must be text that a multi-line literal keeps as it is.
    private static func text(of path: String, in root: String) throws -> String {
        let bytes = try Data(contentsOf: URL(filePath: root).appending(path: path))
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw EmbedError(description: "\(path): not UTF-8")
        }
        if let bad = bytes.first(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }) {
            throw EmbedError(description: "\(path): control character \(bad)")
        }
        return text
    }

    /// One element of the table, with as many number signs as its text calls for.
    private static func entry(path: String, text: String) -> String {
        var signs = "#"
        while text.contains("\"\"\"" + signs) || text.contains("\\" + signs) {
            signs += "#"
        }
        return """
            AssetFile(path: \(signs)"\(path)"\(signs), text: \(signs)\"""
            \(text)
            \"""\(signs)),

            """
    }
}

/// A file that cannot be carried.
struct EmbedError: Error, CustomStringConvertible {
    let description: String
}
