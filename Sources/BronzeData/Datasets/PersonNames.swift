/// Names of invented people; every address made from them lies in a reserved domain.
enum PersonNames {
    static let first: [String] = """
        Anna James Maria Lukas Sofia Marco Emma Jan Laura Pierre Julia Paul Elena Thomas Clara \
        Antonio Lena David Marta Felix Chiara Hugo Eva Daniel Lucia Jonas Alice Peter Nina Oliver \
        Carla Simon Hannah Mateo Ida Leon Camille Piotr Greta Henry Rosa Bruno Agnes Victor Ines \
        Noah Paula Willem Giulia Adam Louise Tomasz Irene Max Zofia Oscar Helena Luca Amelia Erik
        """.split(separator: " ").map(String.init)

    static let last: [String] = """
        Garcia Smith Weber Rossi Martin Nowak Jansen Gruber Dubois Fischer Lopez Bianchi Taylor \
        Visser Kowalski Huber Moreau Schneider Ruiz Ferrari Wilson Bakker Wagner Laurent Becker \
        Martinez Romano Evans Smit Lewandowski Bauer Simon Hoffmann Torres Colombo Walker Meyer \
        Zielinska Steiner Michel Schulz Navarro Ricci Hughes Mulder Moser Leroy Koch Ramos Marino \
        Green Dekker Mayer Roux Richter Vega Greco Turner Bos Eder Fontaine Klein Molina Conti \
        Clarke Kok Berger Girard Wolf Ortega Gallo Harris Hendriks Leitner Bonnet Neumann Serrano \
        Costa Cooper Maas
        """.split(separator: " ").map(String.init)

    /// Countries with their calling codes and shares.
    static let countries: [(name: String, code: String, share: Int)] = [
        ("Germany", "49", 300), ("France", "33", 180), ("Italy", "39", 130), ("Spain", "34", 110),
        ("United Kingdom", "44", 100), ("Netherlands", "31", 70), ("Austria", "43", 60),
        ("Poland", "48", 50),
    ]
}
