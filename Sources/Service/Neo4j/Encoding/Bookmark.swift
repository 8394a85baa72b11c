import JSON

/// The names of versions, with which clients ask to see what they wrote.
enum Bookmark {
    static func text(_ sequence: UInt64) -> String { "lexigraph:\(sequence)" }

    /// Writes the member `bookmarks` of a Query API answer.
    static func write(_ sequence: UInt64, to writer: inout JSONWriter) {
        writer.name("bookmarks")
        writer.beginArray()
        writer.value(text(sequence))
        writer.endArray()
    }
}
