import Foundation
import TestSupport
import Testing

@testable import Assets

@Suite("Embedded folders")
struct AssetFolderTests {
    /// The top of the package.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: AssetFolder.allCases)
    func `what the binary carries is what the folder holds`(folder: AssetFolder) throws {
        let onDisk = try folder.files(at: Self.root.appending(path: folder.rawValue).path)
        #expect(folder.embedded == onDisk)
    }

    @Test(arguments: AssetFolder.allCases)
    func `files are ordered by path`(folder: AssetFolder) {
        let paths = folder.embedded.map(\.path)
        #expect(paths == paths.sorted())
        #expect(Set(paths).count == paths.count)
    }

    @Test
    func `subfolders keep their names`() {
        let names = AssetFolder.queries.embedded.map(\.name)
        #expect(names.contains("lineage/impact-of-column"))
    }

    @Test
    func `another folder is read in place of the embedded one`() throws {
        let folder = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: folder.path("deep"),
            withIntermediateDirectories: true
        )
        try "a: 1\n".write(toFile: folder.path("deep/b.yaml"), atomically: true, encoding: .utf8)
        try "a: 2\n".write(toFile: folder.path("a.yaml"), atomically: true, encoding: .utf8)
        try "no".write(toFile: folder.path("c.txt"), atomically: true, encoding: .utf8)
        try "no".write(toFile: folder.path(".d.yaml"), atomically: true, encoding: .utf8)
        let files = try AssetFolder.seeds.files(at: folder.url.path)
        #expect(
            files == [
                AssetFile(path: "a.yaml", text: "a: 2\n"),
                AssetFile(path: "deep/b.yaml", text: "a: 1\n"),
            ]
        )
    }

    @Test
    func `a folder that is missing or empty says so`() throws {
        let folder = try TemporaryDirectory()
        let missing = folder.path("nowhere")
        #expect(throws: AssetError.folderNotReadable(missing)) {
            try AssetFolder.schema.files(at: missing)
        }
        #expect(throws: AssetError.folderEmpty(folder.url.path, fileExtension: "cypher")) {
            try AssetFolder.schema.files(at: folder.url.path)
        }
    }

    @Test
    func `bytes that are no text are refused`() throws {
        let folder = try TemporaryDirectory()
        try Data([0x61, 0xFF]).write(to: folder.url.appending(path: "a.yaml"))
        #expect(throws: AssetError.fileNotText(folder.path("a.yaml"))) {
            try AssetFolder.seeds.files(at: folder.url.path)
        }
    }
}
