/// Why files of schema, seeds or queries could not be read from another folder.
public enum AssetError: Error, Hashable, CustomStringConvertible {
    /// The folder is not there, is no folder, or may not be listed.
    case folderNotReadable(String)

    /// The folder holds no file with the extension.
    case folderEmpty(String, fileExtension: String)

    /// The file may not be read.
    case fileNotReadable(String)

    /// The file is no UTF-8 text.
    case fileNotText(String)

    /// The file has more bytes than the limit.
    case fileTooLarge(String, limit: Int)

    public var description: String {
        switch self {
        case .folderNotReadable(let path):
            "The folder \(path) cannot be read. Does it exist?"
        case .folderEmpty(let path, let fileExtension):
            "The folder \(path) holds no .\(fileExtension) file."
        case .fileNotReadable(let path):
            "The file \(path) cannot be read."
        case .fileNotText(let path):
            "The file \(path) is not UTF-8 text."
        case .fileTooLarge(let path, let limit):
            "The file \(path) is larger than \(limit >> 20) MB."
        }
    }
}
