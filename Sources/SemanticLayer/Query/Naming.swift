/// Names of output columns.
enum Naming {
    /// The name in lower case with words joined by underscores.
    static func snakeCase(_ name: String) -> String {
        var result = ""
        var previousIsLower = false
        for scalar in name.unicodeScalars {
            let properties = scalar.properties
            guard properties.isAlphabetic || properties.numericType != nil else {
                if !result.isEmpty, !result.hasSuffix("_") { result += "_" }
                previousIsLower = false
                continue
            }
            if properties.isUppercase, previousIsLower { result += "_" }
            result += properties.lowercaseMapping
            previousIsLower = properties.isLowercase
        }
        while result.hasSuffix("_") { result.removeLast() }
        return result.isEmpty ? "value" : result
    }

    /// The name, or the name with a number behind it when it is taken.
    static func unique(_ name: String, in taken: inout Set<String>) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name)_\(number)"
            number += 1
        }
        return candidate
    }
}
