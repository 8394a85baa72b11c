import Foundation

/// Chinook, a public sample database, which is not part of the project.
enum Chinook {
    /// The file in the folder that `SAMPLE_DATABASES` names; `nil` when there is none.
    static let path: String? = {
        guard let folder = ProcessInfo.processInfo.environment["SAMPLE_DATABASES"] else {
            return nil
        }
        let path = folder + "/chinook/chinook.sqlite"
        return FileManager.default.isReadableFile(atPath: path) ? path : nil
    }()
}
