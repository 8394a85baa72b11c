/// What the shop sells: categories, kinds of product, price ranges and seasons.
enum ProductLines {
    /// A kind of product and its usual lowest price in cents.
    struct Line: Sendable {
        let name: String
        let singular: String
        let floor: Int
    }

    struct Category: Sendable {
        let name: String
        /// Thousandths of all orders.
        let share: Int
        /// Thousandths that the cost is of the price, on average.
        let costShare: Int
        /// Thousandths of orders that come back.
        let returnRate: Int
        /// Thousandths per month, January first.
        let months: [Int]
        let lines: [Line]
    }

    static let categories: [Category] = [
        Category(
            name: "Electronics", share: 210, costShare: 690, returnRate: 62,
            months: [950, 880, 900, 900, 920, 930, 920, 950, 1_000, 1_020, 1_350, 1_400],
            lines: [
                Line(name: "Headphones", singular: "Headphones", floor: 3_900),
                Line(name: "Monitors", singular: "27\" Monitor", floor: 14_900),
                Line(name: "Speakers", singular: "Speaker", floor: 4_900),
                Line(name: "Keyboards", singular: "Keyboard", floor: 2_900),
            ]
        ),
        Category(
            name: "Home", share: 180, costShare: 560, returnRate: 41,
            months: [1_050, 980, 1_050, 1_100, 1_080, 960, 900, 920, 980, 1_000, 1_050, 1_100],
            lines: [
                Line(name: "Lighting", singular: "Desk Lamp, Adjustable", floor: 1_900),
                Line(name: "Kitchen", singular: "Chef's Knife", floor: 2_400),
                Line(name: "Bedding", singular: "Duvet Cover", floor: 3_400),
                Line(name: "Storage", singular: "Shelf Box", floor: 900),
            ]
        ),
        Category(
            name: "Clothing", share: 220, costShare: 440, returnRate: 128,
            months: [880, 900, 1_080, 1_120, 1_060, 960, 900, 980, 1_120, 1_100, 1_060, 1_020],
            lines: [
                Line(name: "Jackets", singular: "Rain Jacket", floor: 5_900),
                Line(name: "Shirts", singular: "Linen Shirt", floor: 2_500),
                Line(name: "Shoes", singular: "Running Shoe", floor: 5_400),
                Line(name: "Accessories", singular: "Wool Scarf", floor: 1_500),
            ]
        ),
        Category(
            name: "Sports", share: 130, costShare: 530, returnRate: 58,
            months: [1_180, 1_000, 1_060, 1_120, 1_180, 1_160, 1_080, 1_020, 920, 860, 850, 980],
            lines: [
                Line(name: "Fitness", singular: "Yoga Mat", floor: 1_900),
                Line(name: "Cycling", singular: "Bike Helmet", floor: 3_900),
                Line(name: "Outdoor", singular: "Trail Backpack", floor: 4_900),
                Line(name: "Water", singular: "Swim Goggles", floor: 1_200),
            ]
        ),
        Category(
            name: "Beauty", share: 110, costShare: 360, returnRate: 22,
            months: [900, 1_020, 980, 1_000, 1_100, 1_000, 960, 950, 970, 980, 1_060, 1_150],
            lines: [
                Line(name: "Skin Care", singular: "Face Cream", floor: 1_200),
                Line(name: "Hair Care", singular: "Shampoo", floor: 700),
                Line(name: "Fragrance", singular: "Eau de Parfum", floor: 3_900),
                Line(name: "Make-up", singular: "Lip Colour", floor: 900),
            ]
        ),
        Category(
            name: "Books", share: 90, costShare: 610, returnRate: 14,
            months: [1_000, 960, 960, 950, 930, 940, 1_010, 1_030, 1_020, 1_020, 1_080, 1_250],
            lines: [
                Line(name: "Fiction", singular: "Novel", floor: 1_000),
                Line(name: "Non-Fiction", singular: "Essay Collection", floor: 1_400),
                Line(name: "Children", singular: "Picture Book", floor: 900),
                Line(name: "Cooking", singular: "Cookbook", floor: 1_800),
            ]
        ),
        Category(
            name: "Toys", share: 60, costShare: 520, returnRate: 37,
            months: [780, 780, 850, 920, 930, 940, 950, 920, 930, 1_050, 1_600, 1_900],
            lines: [
                Line(name: "Puzzles", singular: "Wooden Puzzle", floor: 1_200),
                Line(name: "Building", singular: "Building Set", floor: 2_400),
                Line(name: "Games", singular: "Board Game", floor: 2_200),
                Line(name: "Plush", singular: "Plush Bear", floor: 1_500),
            ]
        ),
    ]

    static let brands: [String] = """
        Aurora Northwind Kestrel Lumen Alder Basalt Cobalt Fjord Granite Harbor Juniper Linden \
        Meridian Nimbus Orchard Pinnacle Quill Ridge Solstice Tundra Umbra Vela Willow Zephyr Ember
        """.split(separator: " ").map(String.init)

    static let styles: [String] = """
        Classic Compact Essential Premium Studio Urban Alpine Coastal Everyday Signature Light Pro
        """.split(separator: " ").map(String.init)
}
