import Foundation
import SQLEngines
import TestSupport

/// A bronze folder with one small dataset, written by hand.
struct SmallFolder {
    let directory: TemporaryDirectory

    static let metadata = """
        {"dataset_name": "bronze.orders", "primary_key": ["order_id"], "schema": [
          {"name": "order_id", "type": "VARCHAR", "nullable": false},
          {"name": "placed", "type": "DATE", "nullable": true},
          {"name": "amount", "type": "DECIMAL(18,2)", "nullable": true},
          {"name": "units", "type": "INTEGER", "nullable": true},
          {"name": "paid", "type": "BOOLEAN", "nullable": true}]}
        """

    static let csv = """
        order_id,placed,amount,units,paid
        O1,2024-01-01,100.00,1,true
        O2,2024-01-02,0.1,2,false
        "O,""3\"\"",,,,

        """

    init(csv: String = Self.csv, metadata: String = Self.metadata) throws {
        directory = try TemporaryDirectory()
        let folder = directory.url.appendingPathComponent("orders")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try metadata.write(
            to: folder.appendingPathComponent("_metadata.json"), atomically: true, encoding: .utf8
        )
        try write(csv: csv)
    }

    var path: String { directory.url.path }

    func write(csv: String) throws {
        let file = directory.url.appendingPathComponent("orders/orders.csv")
        try csv.write(to: file, atomically: true, encoding: .utf8)
    }

    /// Keeps the files until here.
    func keep() {
        withExtendedLifetime(directory) {}
    }

    func store() throws -> BronzeStore {
        BronzeStore(folder: try BronzeFolder(path: path))
    }

    func sqlite() throws -> SQLiteEngine {
        try SQLiteEngine(store: store())
    }
}
