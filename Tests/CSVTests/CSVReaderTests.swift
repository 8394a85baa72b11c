import CSV
import Foundation
import TestSupport
import Testing

@Suite("CSV reader")
struct CSVReaderTests {
    static let cases: [(text: String, rows: [[String]])] = [
        ("", []),
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a\n\n\nb", [["a"], ["b"]]),
        ("a,,\n", [["a", "", ""]]),
        ("\"x,\"\"y\"\"\nz\",2\n", [["x,\"y\"\nz", "2"]]),
        ("\"\",\"é✓\"", [["", "é✓"]]),
    ]

    @Test(arguments: cases)
    func `records read as RFC 4180 has them`(text: String, rows: [[String]]) throws {
        #expect(try read(text) == rows)
    }

    static let mistakes: [(text: String, line: Int, column: Int)] = [
        ("a\nb\"c\n", 2, 2), ("a\né,\"b\"c\n", 2, 6), ("a\nx\n1,\"open\n\n", 3, 3),
        ("a\rb", 1, 3),
    ]

    @Test(arguments: mistakes)
    func `mistakes name their place`(text: String, line: Int, column: Int) throws {
        let failure = #expect(throws: CSVError.self) { try read(text) }
        guard case .malformed(_, let foundLine, let foundColumn, _) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(foundLine == line && foundColumn == column)
    }

    @Test func `a record tells where its fields begin and which are quoted`() throws {
        var reader = CSVReader(bytes: Array("é,\"x\ny\",\"\",\nz\n".utf8))
        var record = CSVRecord()
        #expect(try reader.next(into: &record))
        #expect((0..<4).map { record.place($0).line } == [1, 1, 2, 2])
        #expect((0..<4).map { record.place($0).column } == [1, 3, 4, 7])
        #expect((0..<4).map { record.isQuoted($0) } == [false, true, true, false])
        #expect(reader.offset == 13)
        #expect(try reader.next(into: &record))
        #expect(record.text(0) == "z" && reader.offset == 15)
    }

    @Test func `what is quoted reads back, whatever it is`() throws {
        var random = SeededGenerator(seed: 7)
        let letters = Array("ab,\"\n\r é")
        for _ in 0..<300 {
            let row = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                String(
                    (0..<Int.random(in: 1...6, using: &random)).map { _ in
                        letters[Int.random(in: 0..<letters.count, using: &random)]
                    }
                )
            }
            let line = row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
            #expect(try read(line.joined(separator: ",") + "\n") == [row])
        }
    }

    @Test func `another separator leaves commas alone`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("semicolons.csv")
        try "a;b,c\n\"x;y\";z\n".write(toFile: path, atomically: true, encoding: .utf8)
        var reader = try CSVReader(path: path, separator: UInt8(ascii: ";"))
        var record = CSVRecord()
        var rows: [[String]] = []
        while try reader.next(into: &record) {
            rows.append((0..<record.count).map { record.text($0) })
        }
        #expect(rows == [["a", "b,c"], ["x;y", "z"]])
    }

    @Test func `no bytes crash the reader`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                [UInt8]("a,\"\n\r\u{FEFF}".utf8).randomElement(using: &random) ?? 0
            }
            var reader = CSVReader(bytes: bytes)
            var record = CSVRecord()
            while (try? reader.next(into: &record)) == true {}
        }
    }

    private func read(_ text: String) throws -> [[String]] {
        var reader = CSVReader(bytes: Array(text.utf8))
        var record = CSVRecord()
        var rows: [[String]] = []
        while try reader.next(into: &record) {
            rows.append((0..<record.count).map { record.text($0) })
        }
        return rows
    }
}
