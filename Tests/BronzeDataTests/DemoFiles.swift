import BronzeData
import Foundation
import SQLEngines
import TestSupport

/// A small demo in a folder of its own, with its files read back.
struct DemoFiles {
    let folder: TemporaryDirectory
    let reports: [DatasetReport]

    static let until = CalendarDay("2024-09-30")

    init(seed: UInt64 = 42, orders: Int = 4_000, until: CalendarDay? = Self.until) throws {
        folder = try TemporaryDirectory()
        struct NoDay: Error {}
        guard let until else { throw NoDay() }
        let size = BronzeSize.scaled(toOrders: orders)
        let generator = try BronzeGenerator(seed: seed, until: until, size: size)
        reports = try generator.write(to: folder.url.path)
    }

    var path: String { folder.url.path }

    func csvPath(_ dataset: BronzeDataset) -> String {
        "\(path)/\(dataset.folder)/\(dataset.fileName).csv"
    }

    /// The rows of a dataset as dictionaries; empty cells are left out.
    func rows(_ dataset: BronzeDataset) throws -> [[String: String]] {
        let text = try String(contentsOfFile: csvPath(dataset), encoding: .utf8)
        var lines = text.split(separator: "\n").map { Self.fields(String($0)) }
        let header = lines.removeFirst()
        return lines.map { fields in
            let pairs = zip(header, fields).filter { !$0.1.isEmpty }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
    }

    /// The fields of a line without line breaks inside quotes; independent of `CSVReader`.
    private static func fields(_ line: String) -> [String] {
        guard line.contains("\"") else {
            return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        var fields = [""]
        var isQuoted = false
        var previous: Character?
        for character in line {
            switch character {
            case "\"":
                // A quote that follows one that closed stands for itself.
                if !isQuoted, previous == "\"" { fields[fields.count - 1].append("\"") }
                isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
            previous = character
        }
        return fields
    }

    /// FNV-1a over every file, in the order of their names.
    func digest() throws -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for dataset in BronzeDataset.all {
            for file in ["\(dataset.fileName).csv", "_metadata.json"] {
                let url = URL(fileURLWithPath: "\(path)/\(dataset.folder)/\(file)")
                for byte in try Data(contentsOf: url) {
                    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                }
            }
        }
        return hash
    }
}

/// Cents of a decimal text with two places.
func cents(_ text: String?) -> Int? {
    text.flatMap { Int($0.filter { $0 != "." }) }
}
