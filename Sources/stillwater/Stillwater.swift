import ArgumentParser

@main
struct Stillwater: ParsableCommand {}
