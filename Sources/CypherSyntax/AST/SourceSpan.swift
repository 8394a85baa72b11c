/// A stretch of a query's text, counted in UTF-8 bytes from 0; `end` is the first byte after it.
///
/// An empty span marks a place between two characters, such as the end of the text.
public struct SourceSpan: Hashable, Sendable {
    private var lower: UInt32
    private var upper: UInt32

    /// The offset of the first byte.
    public var start: Int { Int(lower) }

    /// The offset of the first byte that is no longer part of the span.
    public var end: Int { Int(upper) }

    /// Creates a span; offsets outside 0…`UInt32.max` are clamped and `end` is at least `start`.
    public init(start: Int, end: Int) {
        lower = UInt32(clamping: start)
        upper = max(lower, UInt32(clamping: end))
    }

    /// The smallest span that covers this one and `other`.
    public func through(_ other: SourceSpan) -> SourceSpan {
        SourceSpan(start: min(start, other.start), end: max(end, other.end))
    }
}

/// A stored property that takes no part in equality and hashing, such as where a node was written.
///
/// Two expressions with the same meaning are equal wherever they stand in the text.
@propertyWrapper
public struct Incidental<Value: Sendable>: Hashable, Sendable {
    /// The value itself.
    public var wrappedValue: Value

    /// Wraps `wrappedValue`.
    public init(wrappedValue: Value) {
        self.wrappedValue = wrappedValue
    }

    /// Always true.
    public static func == (left: Incidental, right: Incidental) -> Bool { true }

    /// Adds nothing.
    public func hash(into hasher: inout Hasher) {}
}

/// A symbolic name as written: a variable, label, relationship type, property key or procedure
/// part, without its backticks.
///
/// Equality ignores the span.
public struct Name: Hashable, Sendable {
    /// The name, unescaped.
    public var text: String

    /// Where it stands.
    @Incidental public var span: SourceSpan

    /// Creates a name.
    public init(_ text: String, span: SourceSpan) {
        self.text = text
        self.span = span
    }
}
