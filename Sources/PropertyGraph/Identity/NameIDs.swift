/// The number of a label's name; numbers are dense from 0 and never change their meaning.
public struct LabelID: Hashable, Comparable, Sendable {
    /// The number behind the name.
    public let rawValue: UInt16

    /// Wraps a number.
    @inlinable
    public init(_ rawValue: UInt16) {
        self.rawValue = rawValue
    }

    @inlinable
    public static func < (left: LabelID, right: LabelID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The number of a relationship type's name; dense from 0, never changing its meaning.
public struct RelationshipTypeID: Hashable, Comparable, Sendable {
    /// The number behind the name.
    public let rawValue: UInt16

    /// Wraps a number.
    @inlinable
    public init(_ rawValue: UInt16) {
        self.rawValue = rawValue
    }

    @inlinable
    public static func < (left: RelationshipTypeID, right: RelationshipTypeID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The number of a property key's name; dense from 0, never changing its meaning.
public struct PropertyKeyID: Hashable, Comparable, Sendable {
    /// The number behind the name.
    public let rawValue: UInt32

    /// Wraps a number.
    @inlinable
    public init(_ rawValue: UInt32) {
        self.rawValue = rawValue
    }

    @inlinable
    public static func < (left: PropertyKeyID, right: PropertyKeyID) -> Bool {
        left.rawValue < right.rawValue
    }
}
