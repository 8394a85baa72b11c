import Foundation
import SQLEngines
import TestSupport
import Testing

@Suite("Bronze store")
struct BronzeStoreTests {
    @Test func `values keep their types`() throws {
        let folder = try SmallFolder()
        let table = try folder.sqlite().query("SELECT * FROM bronze.orders")
        folder.keep()
        #expect(
            table.columns.map(\.type) == ["VARCHAR", "DATE", "DOUBLE", "INTEGER", "BOOLEAN"]
        )
        #expect(
            table.rows == [
                [.text("O1"), .text("2024-01-01"), .double(100), .integer(1), .boolean(true)],
                [.text("O2"), .text("2024-01-02"), .double(0.1), .integer(2), .boolean(false)],
                [.text("O,\"3\""), .null, .null, .null, .null],
            ]
        )
    }

    @Test func `whole amounts divide as decimals do`() throws {
        let folder = try SmallFolder()
        let table = try folder.sqlite().query(
            "SELECT amount / 8 FROM bronze.orders WHERE units = 1"
        )
        folder.keep()
        #expect(table.rows == [[.double(12.5)]])
    }

    @Test func `the file is made anew when a CSV file changed, and only then`() throws {
        let folder = try SmallFolder()
        let store = try folder.store()
        #expect(try store.refresh())
        #expect(try !store.refresh())
        try folder.write(csv: SmallFolder.csv + "O4,,5,,\n")
        #expect(try store.refresh())
        let table = try SQLiteEngine(path: store.path).query(
            "SELECT sum(amount) FROM bronze.orders")
        #expect(table.rows == [[.double(105.1)]])
        folder.keep()
    }

    @Test func `a damaged file is made anew`() throws {
        let folder = try SmallFolder()
        let store = try folder.store()
        try store.refresh()
        try Data(repeating: 7, count: 9_000).write(to: URL(fileURLWithPath: store.path))
        #expect(try store.refresh())
        folder.keep()
    }

    static let mistakes: [(line: String, part: String)] = [
        ("O3,2024-01-01", "2 fields"), ("O3,2024-13-01,1,1,true", "placed"),
        ("O3,,1.2.3,,", "amount"), ("O3,,,1.5,", "units"), ("O3,,,,maybe", "paid"),
        (",,,,", "order_id is missing"), ("O3,,9999999999999999999,x,", "units"),
    ]

    @Test(arguments: mistakes)
    func `a wrong line is named and the former file stays`(line: String, part: String) throws {
        let folder = try SmallFolder()
        let store = try folder.store()
        try store.refresh()
        try folder.write(csv: SmallFolder.csv + line + "\n")
        let failure = #expect(throws: BronzeStoreError.self) { try store.refresh() }
        let message = failure?.description ?? ""
        #expect(message.contains("line 5") && message.contains(part), "\(message)")
        let table = try SQLiteEngine(path: store.path).query("SELECT count(*) FROM bronze.orders")
        #expect(table.rows == [[.integer(3)]])
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.sorted() == ["bronze.sqlite", "orders"])
    }

    @Test func `columns may come in another order but not be missing`() throws {
        let moved = "units,paid,order_id,amount,placed\n1,true,O1,2.5,2024-01-01\n"
        let folder = try SmallFolder(csv: moved)
        let table = try folder.sqlite().query("SELECT amount FROM bronze.orders")
        folder.keep()
        #expect(table.rows == [[.double(2.5)]])
        #expect(throws: BronzeStoreError.self) { try SmallFolder(csv: "order_id\nO1\n").sqlite() }
        #expect(throws: BronzeStoreError.self) { try SmallFolder(csv: "").sqlite() }
    }

    @Test func `an empty folder and odd metadata are reported`() throws {
        let empty = try TemporaryDirectory()
        #expect(throws: BronzeStoreError.self) { try BronzeFolder(path: empty.url.path) }
        for metadata in [
            "", "[]", "{\"dataset_name\": \"a.b; DROP\"}", "{\"dataset_name\": \"a.b\"}",
            "{\"dataset_name\": \"a.b\", \"schema\": [{\"name\": \"x\\\" y\", \"type\": \"DATE\"}]}",
        ] {
            let folder = try SmallFolder(metadata: metadata)
            #expect(throws: BronzeStoreError.self) { try BronzeFolder(path: folder.path) }
        }
    }
}
