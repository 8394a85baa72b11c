/// Finds columns that say something of a person.
enum PersonalData {
    /// `email`, `phone` or `name`; `nil` when nothing speaks for it.
    ///
    /// An address of mail is known by its values; numbers and names only by what the column, and for
    /// a bare `name` the table, is called.
    static func kind(
        of column: SourceColumn, with profile: ColumnProfile, in table: String
    ) -> String? {
        guard profile.storage.texts > 0 else { return nil }
        let values = profile.values.prefix(50)
        let mails = values.count { value in
            let parts = value.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && parts[1].contains(".") && !value.contains(" ")
        }
        if !values.isEmpty, mails * 10 >= values.count * 8 { return "email" }
        let words = NameWords.words(of: column.name)
        if !words.isDisjoint(with: ["phone", "telephone", "mobile", "fax", "cellphone"]) {
            return "phone"
        }
        let persons: Set = ["first", "last", "middle", "given", "family", "full", "sur", "maiden"]
        if words.contains("name"), !words.isDisjoint(with: persons) { return "name" }
        let single: Set = [
            "firstname", "lastname", "surname", "fullname", "middlename", "forename", "lname",
            "fname",
        ]
        if !words.isDisjoint(with: single) { return "name" }
        let people: Set = [
            "customer", "employee", "person", "people", "patient", "student", "user", "member",
            "staff", "contact", "client", "teacher",
        ]
        let owners = NameWords.words(of: table).map { NameWords.singular($0) }
        return words == ["name"] && !people.isDisjoint(with: owners) ? "name" : nil
    }
}
