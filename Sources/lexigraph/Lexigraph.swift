@main
struct Lexigraph {
    static func main() {}
}
