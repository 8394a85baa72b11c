/// How large a company's catalog is.
enum EnterpriseSize: String, CaseIterable {
    case small = "S"
    case medium = "M"
    case large = "L"

    var datasets: Int {
        switch self {
        case .small: 200
        case .medium: 5_000
        case .large: 50_000
        }
    }

    var terms: Int {
        switch self {
        case .small: 100
        case .medium: 800
        case .large: 4_000
        }
    }

    var users: Int {
        switch self {
        case .small: 50
        case .medium: 1_000
        case .large: 5_000
        }
    }

    var roles: Int {
        switch self {
        case .small: 10
        case .medium: 40
        case .large: 100
        }
    }
}
