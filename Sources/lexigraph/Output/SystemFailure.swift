import Foundation

/// What Foundation's errors say, in a sentence.
enum SystemFailure {
    /// The error's own description; for one of Foundation's, the file and the system's reason.
    static func text(of error: any Error) -> String {
        guard let cocoa = error as? CocoaError else { return "\(error)" }
        let path = cocoa.filePath ?? cocoa.url?.path
        let name = path.map { "`\($0)`" } ?? "A file"
        guard let cause = cocoa.underlying as? POSIXError else {
            return "\(name) cannot be used: \(cocoa.localizedDescription)"
        }
        return "\(name) cannot be used: \(String(cString: strerror(cause.code.rawValue)))."
    }
}
