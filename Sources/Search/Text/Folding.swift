/// What is left of letters when case and accents are ignored.
enum Folding {
    /// A letter without case, and without accent if it is Latin.
    static func fold(_ scalar: Unicode.Scalar) -> String {
        let lower = scalar.properties.lowercaseMapping
        guard let first = lower.unicodeScalars.first else { return lower }
        let index = Int(first.value) - 0xDF
        if index >= 0, index < latin.count, latin[index] != "-" { return latin[index] }
        return lower
    }

    /// Whether the scalar is an accent of its own, which is ignored.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x300...0x36F).contains(scalar.value)
    }

    /// Whether the scalar is Japanese syllabic writing, which has no spaces.
    static func isKana(_ scalar: Unicode.Scalar) -> Bool {
        (0x3040...0x30FF).contains(scalar.value)
    }

    /// Plain letters for U+00DF to U+017F; `-` for those that stay.
    private static let latin: [String] = {
        let table =
            "ss a a a a a a ae c e e e e i i i i d n o o o o o - o u u u u y th y "
            + "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h "
            + "i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n n n "
            + "o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u "
            + "w w y y y z z z z z z s"
        return table.split(separator: " ").map(String.init)
    }()
}
