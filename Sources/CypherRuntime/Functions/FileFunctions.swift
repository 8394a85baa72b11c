import CypherPlanning
import CypherSyntax
import PropertyGraph

/// `csv.rows(location, hasHeaders, separator)`, which `LOAD CSV` is written in terms of.
///
/// The engine itself reads no files; whoever lets queries read a folder registers a function that
/// does in place of this one.
package enum FileFunctions {
    static let all = [
        rows { (_, _) throws(CypherError) in
            throw CypherError(
                .forbidden, at: .runtime, detail: "LoadingNotAllowed",
                message: "LOAD CSV may read no files here.",
                hint: "Name the folder with the files when starting: --import-dir DIR.")
        }
    ]

    /// The function with the given body.
    package static func rows(
        _ evaluate: @escaping FunctionDescriptor.Evaluation
    ) -> FunctionDescriptor {
        .strict(
            Parser.csvFunction, 3...3, takes: [.string, .boolean, .string], result: .list,
            "The rows of a CSV file: maps by header, or lists.", isDeterministic: false, evaluate)
    }
}
