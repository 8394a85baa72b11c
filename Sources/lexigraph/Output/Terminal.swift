import Foundation

/// Standard output and standard error.
enum Terminal {
    /// Whether standard output is a terminal that shows colours.
    static var hasColour: Bool {
        if let sender = Surroundings.sender { return sender.hasColour }
        return isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }

    /// The width of the terminal in columns; `nil` when standard output is none.
    static var width: Int? {
        if let sender = Surroundings.sender { return sender.width }
        guard isatty(1) == 1 else { return nil }
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Whether standard error is a terminal.
    static var isErrorTerminal: Bool { Surroundings.sender?.isErrorTerminal ?? (isatty(2) == 1) }

    /// Writes to standard output; a reader that has gone ends the program quietly.
    static func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Writes bytes to standard output.
    static func write(_ bytes: [UInt8]) {
        if let sender = Surroundings.sender { return sender.write(.output(bytes)) }
        guard let code = send(bytes, to: 1) else { return }
        if code != EPIPE {
            note("Standard output cannot be written: \(String(cString: strerror(code))).")
        }
        exit(code == EPIPE ? 0 : 1)
    }

    /// Writes all bytes; what went wrong, or `nil`.
    private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    /// Writes a line to standard output.
    static func print(_ line: String) {
        write(line + "\n")
    }

    /// Writes a line for people to standard error.
    static func note(_ line: String) {
        // Where the message cannot be shown, nobody can be told so either.
        let text = DisplayText.harmless(line, keepsLines: true)
        writeErrors(Array((text + "\n").utf8))
    }

    /// Writes bytes to standard error.
    static func writeErrors(_ bytes: [UInt8]) {
        if let sender = Surroundings.sender { return sender.write(.errors(bytes)) }
        _ = send(bytes, to: 2)
    }

    /// Makes sure that the descriptors 0, 1 and 2 are taken.
    ///
    /// A program may be started with some of them closed. The next file that it opened would get
    /// their number, and the text for a person would end up in the database.
    static func reserveStandardStreams() {
        for (descriptor, access) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)]
        where fcntl(Int32(descriptor), F_GETFD) < 0 {
            // The wrong way round, so that using the stream fails as it would while closed.
            _ = open("/dev/null", access)
        }
    }

    /// Bold, where colours are shown.
    static func bold(_ text: String) -> String {
        hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}
