extension JSONValue {
    /// How deeply arrays and objects may nest when nothing else is asked for.
    public static let defaultDepthLimit = 256

    /// Parses one JSON text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - depthLimit: How deeply arrays and objects may nest.
    /// - Throws: `JSONError` for anything RFC 8259 does not allow.
    public init(
        parsing text: String,
        depthLimit: Int = defaultDepthLimit
    ) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), depthLimit: depthLimit)
    }

    /// Parses one JSON text given as UTF-8.
    ///
    /// The last of several members with one name counts. A lone surrogate escape becomes U+FFFD.
    ///
    /// - Parameters:
    ///   - bytes: The text's UTF-8.
    ///   - depthLimit: How deeply arrays and objects may nest.
    /// - Throws: `JSONError` for anything RFC 8259 does not allow.
    /// - Complexity: O(n) in the number of bytes.
    public init(
        parsing bytes: [UInt8],
        depthLimit: Int = defaultDepthLimit
    ) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(JSONError) in
            var reader = JSONReader(bytes, depthLimit: depthLimit)
            let value = try reader.value()
            try reader.end()
            return value
        }
    }
}
