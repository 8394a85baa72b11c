import JSON

extension CommandMessage {
    /// The message as JSON.
    var json: JSONValue {
        [
            "arguments": .array(arguments.map { .string($0) }), "folder": .string(folder),
            "user": .string(user), "width": width.map { .integer(Int64($0)) } ?? .null,
            "has_colour": .boolean(hasColour), "is_error_terminal": .boolean(isErrorTerminal),
            "has_input": .boolean(hasInput),
        ]
    }

    /// What a message says; `nil` when it is none.
    init?(_ json: JSONValue) {
        guard case .array(let elements) = json["arguments"],
            case .string(let folder) = json["folder"],
            case .string(let user) = json["user"],
            case .boolean(let hasColour) = json["has_colour"],
            case .boolean(let isErrorTerminal) = json["is_error_terminal"],
            case .boolean(let hasInput) = json["has_input"]
        else { return nil }
        var arguments: [String] = []
        for element in elements {
            guard case .string(let argument) = element else { return nil }
            arguments.append(argument)
        }
        var width: Int?
        if case .integer(let number) = json["width"] { width = Int(exactly: number) }
        self.init(
            arguments: arguments, folder: folder, user: user, width: width, hasColour: hasColour,
            isErrorTerminal: isErrorTerminal, hasInput: hasInput)
    }
}
