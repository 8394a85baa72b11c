internal import Foundation

/// A running DuckDB program that is given lines and answers in CSV.
///
/// Belongs to one thread or lock at a time. It is killed when it is late and when it is let go.
final class DuckDBProcess {
    /// What `NULL` looks like in the answers; a control character keeps it apart from text.
    static let nullMark: [UInt8] = [0x01, UInt8(ascii: "N")]

    private let process = Process()
    /// The end of a socket whose other end is the program's standard input.
    ///
    /// A socket, because writing to one can leave out the signal that a broken pipe sends.
    private let input: Int32
    private let output = Pipe()
    private let errors = Pipe()
    private var isStopped = false

    init(_ program: DuckDBProgram) throws(SQLEngineError) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Self.stream, 0, &ends) == 0 else {
            throw .failed(message: "DuckDB could not be connected to.")
        }
        input = ends[0]
        let childEnd = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        process.executableURL = URL(fileURLWithPath: program.path)
        process.arguments = ["-no-init", "-batch", "-csv", ":memory:"]
        process.environment = Self.environment
        process.standardInput = childEnd
        process.standardOutput = output
        process.standardError = errors
        do {
            try process.run()
        } catch {
            close(input)
            isStopped = true
            throw .unavailable(message: "\(program.path) could not be started: \(error)")
        }
        try? output.fileHandleForWriting.close()
        try? errors.fileHandleForWriting.close()
    }

    deinit {
        stop()
    }

    /// Whether the program still runs.
    var isRunning: Bool { !isStopped && process.isRunning }

    /// Ends the program at once.
    func stop() {
        guard !isStopped else { return }
        isStopped = true
        close(input)
        let identifier = process.processIdentifier
        if process.isRunning, identifier > 0 {
            // Installed from PyPI, the program is a script that starts the real one, so the whole
            // group must end; only a group of its own, for ours would take us along.
            let isGroup = getpgid(identifier) == identifier
            kill(isGroup ? -identifier : identifier, SIGKILL)
        }
        process.waitUntilExit()
    }

    /// What the program answered to some lines.
    struct Answer {
        var output: [UInt8]
        var errors: String
        /// Whether the answer was longer than allowed; the program has then been ended.
        var isCutOff: Bool
    }

    /// Sends lines and reads until they have all been worked off.
    ///
    /// - Throws: `deadlineExceeded`, `cancelled` or `failed`; the program has then been ended.
    func run(_ lines: [String], _ limits: QueryLimits) throws(SQLEngineError) -> Answer {
        // Nobody can guess the number, so no value can look like the end of the answer.
        let mark = "@@\(UInt64.random(in: 0 ... .max))"
        let text = lines.joined(separator: "\n") + "\n.print \(mark)\n"
        do {
            try send(Array(text.utf8))
            return try receive(until: Array("\(mark)\n".utf8), limits)
        } catch {
            stop()
            throw error
        }
    }

    private func send(_ bytes: [UInt8]) throws(SQLEngineError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(input, $0.baseAddress, $0.count, Self.noSignal)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .failed(message: "DuckDB ended: \(drainErrors())") }
            rest = rest.dropFirst(count)
        }
    }

    private func receive(
        until mark: [UInt8],
        _ limits: QueryLimits
    ) throws(SQLEngineError) -> Answer {
        var answer: [UInt8] = []
        var errorBytes: [UInt8] = []
        while true {
            if let deadline = limits.deadline, ContinuousClock.now >= deadline {
                throw .deadlineExceeded
            }
            if limits.isCancelled?() == true { throw .cancelled }
            var watched = [
                pollfd(
                    fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN),
                    revents: 0),
                pollfd(
                    fd: errors.fileHandleForReading.fileDescriptor, events: Int16(POLLIN),
                    revents: 0),
            ]
            // A short wait bounds how late a cancellation or deadline is seen.
            guard poll(&watched, 2, 20) > 0 else { continue }
            if watched[1].revents != 0 { errorBytes += Self.read(errors).prefix(65_536) }
            guard watched[0].revents != 0 else { continue }
            let piece = Self.read(output)
            guard !piece.isEmpty else {
                let message = String(decoding: errorBytes, as: UTF8.self)
                throw .failed(message: "DuckDB ended: \(message + drainErrors())")
            }
            answer += piece
            if answer.count >= mark.count, answer.suffix(mark.count).elementsEqual(mark) {
                // Errors were written before the mark was, so they are there by now.
                let message = String(decoding: errorBytes, as: UTF8.self) + drainErrors()
                answer.removeLast(mark.count)
                return Answer(output: answer, errors: message, isCutOff: false)
            }
            if answer.count > limits.maxBytes {
                stop()
                return Answer(output: answer, errors: "", isCutOff: true)
            }
        }
    }

    /// What the program has written to standard error and nobody has read.
    private func drainErrors() -> String {
        var bytes: [UInt8] = []
        while bytes.count < 65_536 {
            var watched = pollfd(
                fd: errors.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0
            )
            guard poll(&watched, 1, 0) > 0 else { break }
            let piece = Self.read(errors)
            guard !piece.isEmpty else { break }
            bytes += piece
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes that are there, up to 64 KiB; none at the end of the file.
    private static func read(_ pipe: Pipe) -> [UInt8] {
        let descriptor = pipe.fileHandleForReading.fileDescriptor
        return [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            // The buffer outlives the call, and `read` stays within its count.
            count = max(0, Foundation.read(descriptor, buffer.baseAddress, buffer.count))
        }
    }

    /// The few variables a program (or a version manager's wrapper around it) needs.
    private static var environment: [String: String] {
        let kept = ["PATH", "HOME", "TMPDIR", "PYENV_ROOT", "PYENV_VERSION", "LD_LIBRARY_PATH"]
        var environment = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) }
        environment["LC_ALL"] = "C.UTF-8"
        environment["TZ"] = "UTC"
        return environment
    }

    #if canImport(Glibc)
        private static let stream = Int32(SOCK_STREAM.rawValue)
        private static let noSignal = Int32(MSG_NOSIGNAL)
    #else
        private static let stream = SOCK_STREAM
        private static let noSignal: Int32 = 0
    #endif
}
