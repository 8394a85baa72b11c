import CXML2
import Testing
import XML

@Suite("XML writer")
struct XMLWriterTests {
    /// What libxml2's parser makes of the first text in a document.
    private func content(of bytes: [UInt8]) throws -> String {
        let document = bytes.withUnsafeBytes { raw in
            xmlReadMemory(
                raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), nil, nil,
                Int32(XML_PARSE_NONET.rawValue))
        }
        defer { xmlFreeDoc(document) }
        let root = try #require(xmlDocGetRootElement(document))
        let content = try #require(xmlNodeGetContent(root))
        defer { lexigraph_xml_free(content) }
        return String(cString: content)
    }

    @Test(arguments: ["", "plain", "<&>\"'", "é✓🚀", "a\r\n\tb", "]]>", "<!-- x -->", "  "])
    func `a text reads back as it was`(text: String) throws {
        let writer = try XMLWriter()
        try writer.start("root", ["a": text])
        try writer.text(text)
        try writer.end()
        #expect(try content(of: writer.finish()) == text)
    }

    @Test(arguments: ["\u{0}", "a\u{1}b", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
    func `what XML cannot hold is refused`(text: String) throws {
        let writer = try XMLWriter()
        try writer.start("root")
        #expect(throws: XMLError.self) { try writer.text(text) }
        #expect(throws: XMLError.self) { try writer.start("inner", ["a": text]) }
        #expect(XMLWriter.firstIllegal(in: text) != nil)
    }

    @Test func `pieces make one document`() throws {
        let writer = try XMLWriter()
        var bytes: [UInt8] = []
        try writer.start("root")
        for number in 0..<1_000 {
            try writer.text("\(number),")
            if number.isMultiple(of: 100) { bytes += try writer.drain() }
        }
        bytes += try writer.finish()
        #expect(try content(of: bytes) == (0..<1_000).map { "\($0)," }.joined())
    }
}
