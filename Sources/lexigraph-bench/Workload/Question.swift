/// A query's parameters, as places in the enterprise: the engine gets names and values, the second
/// implementation the places.
enum Question {
    case term(text: String)
    case dataset(Int)
    case terms([Int])
    case path(from: Int, to: Int)
    case column(Int)
    case access(user: Int, dataset: Int)
    case domain(String)
    case layer(String)
    case minimumCount(Int)
    case top(layer: String, minimumQuality: Double)
    case fragment(String)
    case pattern(entity: String, attributes: [String])
    case neighbours(term: Int)
    case mapping(column: Int, term: Int, confidence: Double)
    case popularity(dataset: Int, value: Int)
}
