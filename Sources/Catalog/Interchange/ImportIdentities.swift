import PropertyGraph

/// How a file's line names a node.
enum ImportIdentity: Hashable {
    /// A whole number, as exports have it; `7` and `"7"` are the same.
    case number(UInt32)
    case text(String)

    /// What a text says.
    init(_ text: String) {
        var text = text
        if let number = text.withUTF8({ Self.number($0) }) {
            self = .number(number)
        } else {
            self = .text(text)
        }
    }

    /// The number that digits are, when they are written as numbers are.
    static func number(_ digits: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard let first = digits.first, digits.count <= 10,
            first != UInt8(ascii: "0") || digits.count == 1
        else { return nil }
        var number: UInt64 = 0
        for digit in digits {
            let value = digit &- UInt8(ascii: "0")
            guard value < 10 else { return nil }
            number = number * 10 + UInt64(value)
        }
        return UInt32(exactly: number)
    }
}

/// Which nodes the identifiers of an import's file stand for.
///
/// Identifiers that are whole numbers take four bytes each where they lie close together, as in
/// exports, and 12 or so elsewhere.
struct ImportIdentities {
    /// By number the node plus one, 0 for none.
    private var close: [UInt32] = []
    private var distant: [UInt32: NodeID] = [:]
    private var named: [String: NodeID] = [:]
    private var count = 0

    /// Whether nodes are also noted in the order in which they come.
    var isRecording = false
    private var recorded: [UInt32] = []

    /// The nodes that were noted since the last call.
    mutating func takeRecorded() -> [UInt32] {
        defer { recorded.removeAll(keepingCapacity: true) }
        return recorded
    }

    subscript(id: ImportIdentity) -> NodeID? {
        @inline(__always) get {
            switch id {
            case .number(let number):
                if Int(number) < close.count {
                    let place = close[Int(number)]
                    if place != 0 { return NodeID(place - 1) }
                }
                return distant.isEmpty ? nil : distant[number]
            case .text(let text): return named[text]
            }
        }
        set {
            guard let node = newValue else { return }
            if isRecording { recorded.append(node.rawValue) }
            switch id {
            case .number(let number): set(number, node)
            case .text(let text): named[text] = node
            }
        }
    }

    private mutating func set(_ number: UInt32, _ node: NodeID) {
        count += 1
        if Int(number) >= close.count {
            guard Int(number) < 65_536 + 4 * count else {
                distant[number] = node
                return
            }
            let size = max(Int(number) + 1, close.count * 2)
            close += [UInt32](repeating: 0, count: size - close.count)
        }
        close[Int(number)] = node.rawValue + 1
        if !distant.isEmpty { distant[number] = nil }
    }

    /// Takes over what a later batch brought.
    mutating func merge(_ later: ImportIdentities) {
        for (number, place) in later.close.enumerated() where place != 0 {
            set(UInt32(number), NodeID(place - 1))
        }
        for (number, node) in later.distant { set(number, node) }
        named.merge(later.named) { $1 }
    }
}
