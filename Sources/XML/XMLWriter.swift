internal import CXML2

/// Writes one XML document through libxml2, piece by piece.
///
///     let writer = try XMLWriter()
///     try writer.start("note", ["to": "you"])
///     try writer.text("hello")
///     try writer.end()
///     let bytes = try writer.finish()
///
/// The class owns libxml2's writer and the memory it writes to, and frees both when it goes.
public final class XMLWriter {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr

    /// Begins a document in UTF-8, indented by two spaces.
    ///
    /// - Throws: `XMLError` when there is no memory.
    public init() throws(XMLError) {
        guard let buffer = xmlBufferCreate() else { throw XMLError("There is no memory.") }
        guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
            xmlBufferFree(buffer)
            throw XMLError("There is no memory.")
        }
        self.buffer = buffer
        self.writer = writer
        try check(xmlTextWriterSetIndent(writer, 1))
        try check(xmlTextWriterSetIndentString(writer, "  "))
        try check(xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
    }

    deinit {
        xmlFreeTextWriter(writer)
        xmlBufferFree(buffer)
    }

    /// Opens an element.
    ///
    /// - Throws: `XMLError` when a value holds what XML cannot; the names are not checked.
    public func start(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:]
    ) throws(XMLError) {
        try check(xmlTextWriterStartElement(writer, name))
        for (attribute, value) in attributes {
            try Self.checkLegal(value)
            try check(xmlTextWriterWriteAttribute(writer, attribute, value))
        }
    }

    /// Writes text into the open element.
    ///
    /// - Throws: `XMLError` when the text holds what XML cannot.
    public func text(_ text: String) throws(XMLError) {
        try Self.checkLegal(text)
        try check(xmlTextWriterWriteString(writer, text))
    }

    /// Closes the innermost element.
    public func end() throws(XMLError) {
        try check(xmlTextWriterEndElement(writer))
    }

    /// Hands over what was written so far, and goes on with an empty buffer.
    public func drain() throws(XMLError) -> [UInt8] {
        try check(xmlTextWriterFlush(writer))
        let count = Int(xmlBufferLength(buffer))
        guard count > 0, let content = xmlBufferContent(buffer) else { return [] }
        defer { xmlBufferEmpty(buffer) }
        return Array(UnsafeBufferPointer(start: content, count: count))
    }

    /// Closes what is open, and hands over the rest.
    public func finish() throws(XMLError) -> [UInt8] {
        try check(xmlTextWriterEndDocument(writer))
        return try drain()
    }

    /// The first character of a text that no XML document can hold, not even escaped.
    ///
    /// Source: XML 1.0, production `Char`.
    public static func firstIllegal(in text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: false
            case 0..<0x20, 0xFFFE, 0xFFFF: true
            default: false
            }
        }
    }

    private static func checkLegal(_ text: String) throws(XMLError) {
        guard let scalar = firstIllegal(in: text) else { return }
        throw XMLError("XML cannot hold the character \(codePoint(scalar)).")
    }

    /// A character as `U+001F`.
    public static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private func check(_ result: Int32) throws(XMLError) {
        guard result < 0 else { return }
        throw XMLError("libxml2 could not write.")
    }
}

/// Why something cannot be written as XML.
public struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
