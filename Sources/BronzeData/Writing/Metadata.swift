internal import JSON

extension DatasetReport {
    /// The text of the dataset's `_metadata.json`.
    ///
    /// `created_at` is four in the morning after the last day covered, not the time of the run, so
    /// that equal options give equal bytes.
    func metadata(until: CalendarDay) -> [UInt8] {
        var json = JSONWriter(pretty: true)
        json.beginObject()
        json.name("dataset_name")
        json.value(dataset.name)
        json.name("created_at")
        json.value("\(until.advanced(by: 1))T04:00:00Z")
        json.name("row_count")
        json.value(rowCount)
        json.name("size_bytes")
        json.value(sizeInBytes)
        json.name("file")
        json.value("\(dataset.fileName).csv")
        writeKeys(&json)
        writeSchema(&json)
        json.name("statistics")
        json.beginObject()
        for figures in columns {
            json.name(figures.column.name)
            figures.write(&json)
        }
        json.endObject()
        writeDefects(&json)
        json.endObject()
        var bytes = json.drain()
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func writeKeys(_ json: inout JSONWriter) {
        json.name("primary_key")
        json.beginArray()
        for column in dataset.primaryKey { json.value(column) }
        json.endArray()
        json.name("foreign_keys")
        json.beginArray()
        for column in dataset.columns {
            guard let reference = column.reference else { continue }
            json.beginObject()
            json.name("column")
            json.value(column.name)
            json.name("references")
            json.value(reference)
            json.endObject()
        }
        json.endArray()
    }

    private func writeSchema(_ json: inout JSONWriter) {
        json.name("schema")
        json.beginArray()
        for column in dataset.columns {
            json.beginObject()
            json.name("name")
            json.value(column.name)
            json.name("type")
            json.value(column.type)
            json.name("nullable")
            json.value(column.isNullable)
            json.endObject()
        }
        json.endArray()
    }

    private func writeDefects(_ json: inout JSONWriter) {
        json.name("known_defects")
        json.beginArray()
        for defect in defects {
            json.beginObject()
            json.name("kind")
            json.value(defect.kind.rawValue)
            json.name("column")
            json.value(defect.column)
            json.name("row_count")
            json.value(defect.rowCount)
            json.endObject()
        }
        json.endArray()
    }
}

extension DatasetReport.ColumnFigures {
    fileprivate func write(_ json: inout JSONWriter) {
        json.beginObject()
        if let distribution {
            json.name("min")
            json.value(Double(distribution.minimum) ?? 0)
            json.name("max")
            json.value(Double(distribution.maximum) ?? 0)
            json.name("mean")
            json.value(Self.rounded(distribution.mean))
            json.name("median")
            json.value(Self.rounded(distribution.median))
            json.name("std")
            json.value(Self.rounded(distribution.deviation))
        }
        json.name("null_count")
        json.value(nullCount)
        json.name("distinct_count")
        json.value(distinctCount)
        json.endObject()
    }

    /// Six digits after the point, which is more than the data carries.
    private static func rounded(_ number: Double) -> Double {
        (number * 1_000_000).rounded() / 1_000_000
    }
}
