import Foundation

/// Standard output and standard error.
enum Terminal {
    /// Whether standard output is a terminal that shows colours.
    static var hasColour: Bool {
        isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    /// The width of the terminal in columns; `nil` when standard output is none.
    static var width: Int? {
        guard isatty(1) == 1 else { return nil }
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes to standard output; a reader that has gone ends the program quietly.
    static func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Writes bytes to standard output.
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(1, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { exit(errno == EPIPE ? 0 : 1) }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes a line to standard output.
    static func print(_ line: String) {
        write(line + "\n")
    }

    /// Writes a line for people to standard error.
    static func note(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Bold, where colours are shown.
    static func bold(_ text: String) -> String {
        hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}
