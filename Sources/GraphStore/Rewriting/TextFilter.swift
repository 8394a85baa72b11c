internal import Foundation
internal import PropertyGraph

/// Finds quickly what cannot hold a text, so that only the rest is looked at closely.
///
/// For one graph and one thread: what is known of a stored text is kept by its code.
final class TextFilter {
    private let graph: Graph
    private let text: [UInt8]
    private let number: Int64?
    /// By code: 0 not looked at yet, 1 does not hold the text, 2 does.
    private var known: [UInt8] = []

    init(_ graph: Graph, _ text: String) {
        self.graph = graph
        self.text = Array(text.utf8)
        number = Self.number(text)
    }

    /// The whole number that a text writes, if it does.
    static func number(_ text: String) -> Int64? {
        Int64(text).flatMap { String($0) == text ? $0 : nil }
    }

    /// Whether some bytes hold a text's bytes.
    static func holds(_ bytes: UnsafeRawBufferPointer, _ text: [UInt8]) -> Bool {
        guard let first = text.first, var place = bytes.baseAddress else { return text.isEmpty }
        let end = place + bytes.count
        while end - place >= text.count,
            let found = memchr(place, Int32(first), end - place - text.count + 1)
        {
            if memcmp(found, text, text.count) == 0 { return true }
            place = UnsafeRawPointer(found) + 1
        }
        return false
    }

    /// Whether one of a node's properties may hold the text.
    func mayHold(_ node: NodeID) -> Bool {
        graph.cells(of: node).contains { mayHold($0.cell) }
    }

    /// Whether one of a relationship's properties may hold the text.
    func mayHold(_ relationship: RelationshipID) -> Bool {
        graph.cells(of: relationship).contains { mayHold($0.cell) }
    }

    private func mayHold(_ cell: Cell) -> Bool {
        switch cell.tag {
        case .integer: return cell.integerBits == number
        case .string, .stored:
            let code = Int(cell.code)
            if code >= known.count {
                known += [UInt8](repeating: 0, count: code + 1024 - known.count)
            }
            if known[code] == 0 {
                let bytes = UnsafeRawBufferPointer(graph.utf8(of: cell.code))
                // A number in a list or a map is not written in digits.
                let isHeld = Self.holds(bytes, text) || (cell.tag == .stored && number != nil)
                known[code] = isHeld ? 2 : 1
            }
            return known[code] == 2
        default: return false
        }
    }
}
