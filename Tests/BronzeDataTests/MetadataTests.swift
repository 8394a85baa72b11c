import BronzeData
import Foundation
import JSON
import TestSupport
import Testing

@Suite("Bronze metadata")
struct MetadataTests {
    @Test func `figures agree with the rows`() throws {
        let demo = try DemoFiles(orders: 1_500)
        for dataset in BronzeDataset.all {
            let url = URL(fileURLWithPath: "\(demo.path)/\(dataset.folder)/_metadata.json")
            let json = try JSONValue(parsing: [UInt8](Data(contentsOf: url)))
            let rows = try demo.rows(dataset)
            #expect(json["dataset_name"]?.stringValue == dataset.name)
            #expect(json["created_at"]?.stringValue == "2024-10-01T04:00:00Z")
            #expect(json["row_count"]?.integerValue == Int64(rows.count))
            let size = try Data(contentsOf: URL(fileURLWithPath: demo.csvPath(dataset))).count
            #expect(json["size_bytes"]?.integerValue == Int64(size))
            #expect(json["primary_key"]?[0]?.stringValue == dataset.primaryKey[0])
            for (index, column) in dataset.columns.enumerated() {
                let schema = json["schema"]?[index]
                #expect(schema?["name"]?.stringValue == column.name)
                #expect(schema?["type"]?.stringValue == column.type)
                #expect(schema?["nullable"]?.booleanValue == column.isNullable)
                let values = rows.compactMap { $0[column.name] }
                let figures = try #require(json["statistics"]?[column.name])
                #expect(figures["null_count"]?.integerValue == Int64(rows.count - values.count))
                #expect(figures["distinct_count"]?.integerValue == Int64(Set(values).count))
                let isNumeric = column.type == "INTEGER" || column.type.hasPrefix("DECIMAL")
                #expect((figures["mean"] != nil) == isNumeric)
                if isNumeric { check(figures, values.compactMap(Double.init), column.name) }
            }
        }
    }

    private func check(_ figures: JSONValue, _ values: [Double], _ name: String) {
        let sorted = values.sorted()
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        let expected = [
            "min": sorted[0], "max": sorted[sorted.count - 1], "mean": mean, "median": median,
            "std": variance.squareRoot(),
        ]
        for (key, value) in expected {
            let stated = figures[key]?.doubleValue ?? .nan
            #expect(abs(stated - value) <= 1e-6 * max(1, abs(value)), "\(name) \(key)")
        }
    }
}
