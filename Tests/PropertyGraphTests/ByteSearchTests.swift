import Testing

@testable import PropertyGraph

@Suite("Searching bytes")
struct ByteSearchTests {
    private static func find(_ part: String, in text: String) -> Int? {
        Array(text.utf8).withUnsafeBufferPointer { text in
            Array(part.utf8).withUnsafeBufferPointer { text.firstOccurrence(of: $0) }
        }
    }

    @Test func `short and long texts are searched with the same results`() {
        let padding = String(repeating: "ab", count: 1_000)
        for (text, part, place) in [
            ("", "", 0), ("abc", "", 0), ("", "a", nil), ("abc", "abc", 0), ("abc", "abcd", nil),
            ("xabcabd", "abcabd", 1), ("aaab", "ab", 2), ("ababac", "abac", 2),
            ("abcabcabx", "abcabx", 3),
        ] as [(String, String, Int?)] {
            #expect(Self.find(part, in: text) == place)
            // In a long text the same place is found behind what cannot be a beginning of it.
            let long = padding.replacing("a", with: "-").replacing("b", with: "-")
            if !part.isEmpty {
                #expect(Self.find(part, in: long + text) == place.map { long.utf8.count + $0 })
            }
        }
    }

    @Test func `a part that repeats itself is found in linear time`() {
        let text = String(repeating: "a", count: 1 << 20)
        let part = String(repeating: "a", count: 1 << 18)
        #expect(Self.find(part + "b", in: text) == nil)
        #expect(Self.find(part + "b", in: text + "b") == (1 << 20) - (1 << 18))
        #expect(Self.find(part, in: text) == 0)
    }
}
