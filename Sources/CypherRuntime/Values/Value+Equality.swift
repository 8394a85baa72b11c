package import PropertyGraph

extension Value {
    /// Cypher's `=`: true, false, or nil (null) when that is unknown.
    ///
    /// Null equals nothing and differs from nothing. Numbers are equal by value across integer and
    /// float; NaN equals nothing. Lists and maps of different size or keys differ; otherwise they
    /// differ if any element does, and are unknown if any element is. Values of different types
    /// differ, except that a path equals the list of its nodes and relationships by turns.
    ///
    /// Source: TCK `expressions/comparison/Comparison1`.
    ///
    /// - Complexity: O(*n*) in the size of the values.
    package func equals(_ other: Value) -> Bool? {
        switch (self, other) {
        case (.null, _), (_, .null): nil
        case (.integer(let a), .integer(let b)): a == b
        case (.float(let a), .float(let b)): a == b
        case (.integer(let a), .float(let b)): NumberOrder(a, b) == .equal
        case (.float(let a), .integer(let b)): NumberOrder(b, a) == .equal
        case (.list(let a), .list(let b)): Self.equal(a, b)
        case (.map(let a), .map(let b)): Self.equal(a, b)
        case (.dateTime(let a), .dateTime(let b)): a.isEqual(to: b)
        case (.point(let a), .point(let b)): a.isEqual(to: b)
        case (.path(let path), .list(let list)), (.list(let list), .path(let path)):
            Self.equal(path.elements, list)
        default: self == other
        }
    }

    private static func equal(_ left: [Value], _ right: [Value]) -> Bool? {
        guard left.count == right.count else { return false }
        var isUnknown = false
        for (a, b) in zip(left, right) {
            switch a.equals(b) {
            case false?: return false
            case nil: isUnknown = true
            case true?: break
            }
        }
        return isUnknown ? nil : true
    }

    private static func equal(_ left: [String: Value], _ right: [String: Value]) -> Bool? {
        guard left.count == right.count else { return false }
        var isUnknown = false
        var differs = false
        for (key, a) in left {
            guard let b = right[key] else { return false }
            switch a.equals(b) {
            case false?: differs = true
            case nil: isUnknown = true
            case true?: break
            }
        }
        return differs ? false : isUnknown ? nil : true
    }

    /// Cypher's `IN`: whether a list has an element equal to this value; nil when no element is
    /// and for some that is unknown.
    ///
    /// Source: TCK `expressions/list/List5`.
    package func isElement(of list: [Value]) -> Bool? {
        var isUnknown = false
        for element in list {
            switch equals(element) {
            case true?: return true
            case nil: isUnknown = true
            case false?: break
            }
        }
        return isUnknown ? nil : false
    }

    /// Whether two values are the same for `DISTINCT` and grouping: as `=`, but null is the same
    /// as null and NaN as NaN.
    package func isEquivalent(to other: Value) -> Bool {
        switch (self, other) {
        case (.float(let a), .float(let b)): a == b || (a.isNaN && b.isNaN)
        case (.integer, .float), (.float, .integer): equals(other) == true
        case (.list(let a), .list(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.isEquivalent(to: $1) }
        case (.map(let a), .map(let b)):
            a.count == b.count
                && a.allSatisfy { key, value in
                    b[key].map { value.isEquivalent(to: $0) } ?? false
                }
        case (.dateTime(let a), .dateTime(let b)): a.isEqual(to: b)
        case (.point(let a), .point(let b)): a.isEqual(to: b)
        default: self == other
        }
    }

    /// Feeds a hasher so that equivalent values have equal hashes.
    package func hashEquivalence(into hasher: inout Hasher) {
        switch self {
        case .integer(let value): hasher.combine(Double(value).bitPattern)
        case .float(let value):
            // Every NaN is the same one; zero has one sign.
            hasher.combine(value.isNaN ? Double.nan.bitPattern : (value + 0.0).bitPattern)
        case .list(let values):
            hasher.combine(values.count)
            for value in values { value.hashEquivalence(into: &hasher) }
        case .map(let values):
            hasher.combine(values.count)
            var sum = 0
            for (key, value) in values {
                var entry = Hasher()
                entry.combine(key)
                value.hashEquivalence(into: &entry)
                sum &+= entry.finalize()
            }
            hasher.combine(sum)
        case .point(let value):
            hasher.combine(value.system)
            for coordinate in value.coordinates { hasher.combine(coordinate) }
        case .dateTime(let value):
            hasher.combine(value.secondsSinceEpoch)
            hasher.combine(value.nanoseconds)
        default: hash(into: &hasher)
        }
    }
}

/// A value as a key of sets and dictionaries for `DISTINCT` and grouping.
package struct EquivalenceKey: Hashable, Sendable {
    /// The value.
    package let value: Value

    /// Wraps a value.
    package init(_ value: Value) {
        self.value = value
    }

    /// Whether the values are equivalent.
    package static func == (left: EquivalenceKey, right: EquivalenceKey) -> Bool {
        left.value.isEquivalent(to: right.value)
    }

    /// Adds the value's equivalence.
    package func hash(into hasher: inout Hasher) {
        value.hashEquivalence(into: &hasher)
    }
}

extension DateTimeValue {
    /// The same instant told in the same zone; with offsets only, the same offset.
    func isEqual(to other: DateTimeValue) -> Bool {
        secondsSinceEpoch == other.secondsSinceEpoch && nanoseconds == other.nanoseconds
            && zone == other.zone && offsetSeconds == other.offsetSeconds
    }
}

extension PointValue {
    /// The same coordinates, as numbers, in the same system.
    func isEqual(to other: PointValue) -> Bool {
        system == other.system && x == other.x && y == other.y && z == other.z
    }
}

extension PathValue {
    /// The nodes and relationships by turns.
    var elements: [Value] {
        var result: [Value] = []
        result.reserveCapacity(nodes.count + relationships.count)
        for (index, node) in nodes.enumerated() {
            result.append(.node(node))
            guard index < relationships.count else { break }
            result.append(.relationship(relationships[index]))
        }
        return result
    }
}
