enum FixtureFiles {}
