import PropertyGraph

/// How two numbers stand to each other, exactly, even where a float cannot hold the integer.
enum NumberOrder {
    case less, equal, greater
    /// One of them is NaN.
    case unordered

    init(_ left: Int64, _ right: Int64) {
        self = left < right ? .less : left == right ? .equal : .greater
    }

    init(_ left: Double, _ right: Double) {
        if left < right {
            self = .less
        } else if left == right {
            self = .equal
        } else {
            self = left > right ? .greater : .unordered
        }
    }

    init(_ left: Int64, _ right: Double) {
        if right.isNaN {
            self = .unordered
        } else if right >= 0x1p63 {
            self = .less
        } else if right < -0x1p63 {
            self = .greater
        } else {
            // The whole part is in range now; what it cuts off decides between equals.
            let whole = Int64(right.rounded(.towardZero))
            if left != whole {
                self = left < whole ? .less : .greater
            } else {
                let rest = right - right.rounded(.towardZero)
                self = rest > 0 ? .less : rest < 0 ? .greater : .equal
            }
        }
    }

    /// The same with the operands exchanged.
    var reversed: NumberOrder {
        switch self {
        case .less: .greater
        case .greater: .less
        case .equal, .unordered: self
        }
    }
}
