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
            lines: lines(
                "Headphones:Headphones:3900 Monitors:27\" Monitor:14900 Speakers:Speaker:4900 "
                    + "Keyboards:Keyboard:2900"
            )
        ),
        Category(
            name: "Home", share: 180, costShare: 560, returnRate: 41,
            months: [1_050, 980, 1_050, 1_100, 1_080, 960, 900, 920, 980, 1_000, 1_050, 1_100],
            lines: lines(
                "Lighting:Desk_Lamp,_Adjustable:1900 Kitchen:Chef's_Knife:2400 "
                    + "Bedding:Duvet_Cover:3400 Storage:Shelf_Box:900"
            )
        ),
        Category(
            name: "Clothing", share: 220, costShare: 440, returnRate: 128,
            months: [880, 900, 1_080, 1_120, 1_060, 960, 900, 980, 1_120, 1_100, 1_060, 1_020],
            lines: lines(
                "Jackets:Rain_Jacket:5900 Shirts:Linen_Shirt:2500 Shoes:Running_Shoe:5400 "
                    + "Accessories:Wool_Scarf:1500"
            )
        ),
        Category(
            name: "Sports", share: 130, costShare: 530, returnRate: 58,
            months: [1_180, 1_000, 1_060, 1_120, 1_180, 1_160, 1_080, 1_020, 920, 860, 850, 980],
            lines: lines(
                "Fitness:Yoga_Mat:1900 Cycling:Bike_Helmet:3900 Outdoor:Trail_Backpack:4900 "
                    + "Water:Swim_Goggles:1200"
            )
        ),
        Category(
            name: "Beauty", share: 110, costShare: 360, returnRate: 22,
            months: [900, 1_020, 980, 1_000, 1_100, 1_000, 960, 950, 970, 980, 1_060, 1_150],
            lines: lines(
                "Skin_Care:Face_Cream:1200 Hair_Care:Shampoo:700 Fragrance:Eau_de_Parfum:3900 "
                    + "Make-up:Lip_Colour:900"
            )
        ),
        Category(
            name: "Books", share: 90, costShare: 610, returnRate: 14,
            months: [1_000, 960, 960, 950, 930, 940, 1_010, 1_030, 1_020, 1_020, 1_080, 1_250],
            lines: lines(
                "Fiction:Novel:1000 Non-Fiction:Essay_Collection:1400 "
                    + "Children:Picture_Book:900 Cooking:Cookbook:1800"
            )
        ),
        Category(
            name: "Toys", share: 60, costShare: 520, returnRate: 37,
            months: [780, 780, 850, 920, 930, 940, 950, 920, 930, 1_050, 1_600, 1_900],
            lines: lines(
                "Puzzles:Wooden_Puzzle:1200 Building:Building_Set:2400 Games:Board_Game:2200 "
                    + "Plush:Plush_Bear:1500"
            )
        ),
    ]

    static let brands: [String] = """
        Aurora Northwind Kestrel Lumen Alder Basalt Cobalt Fjord Granite Harbor Juniper Linden \
        Meridian Nimbus Orchard Pinnacle Quill Ridge Solstice Tundra Umbra Vela Willow Zephyr Ember
        """.split(separator: " ").map(String.init)

    static let styles: [String] = """
        Classic Compact Essential Premium Studio Urban Alpine Coastal Everyday Signature Light Pro
        """.split(separator: " ").map(String.init)

    /// Reads `name:singular:floor` entries; underscores stand for spaces.
    private static func lines(_ text: String) -> [Line] {
        text.split(separator: " ").map { entry in
            let parts = entry.split(separator: ":").map {
                String($0.map { $0 == "_" ? " " : $0 })
            }
            return Line(name: parts[0], singular: parts[1], floor: Int(parts[2]) ?? 1_000)
        }
    }
}
