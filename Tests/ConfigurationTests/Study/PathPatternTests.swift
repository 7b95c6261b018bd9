import Testing

@testable import Configuration

@Suite struct PathPatternTests {
  @Test(arguments: [
    ("*.avi", "day 1/m.avi"), ("m?.avi", "m1.avi"), ("m[0-4].avi", "m3.avi"),
    ("m[!0-4].avi", "m7.avi"), ("m[abc].avi", "mb.avi"), ("camera2/*.mp4", "x/camera2/a.mp4"),
    ("camera2/**", "camera2/a/b/c.mp4"), ("x/**/c.mp4", "x/c.mp4"),
    ("x/**/c.mp4", "/data/x/a/b/c.mp4"), ("/data/**", "/data/a.mp4"), ("a*b*c", "aXbXbc"),
    ("mouse 7.mp4", "day/mouse 7.mp4"), ("ü*.mp4", "u\u{308}ber.mp4"), ("*", "a\nb"),
    ("[", "x/["), ("m[1.avi", "m[1.avi"),
  ])
  func matches(pattern: String, path: String) {
    #expect(PathPattern(pattern).matches(path))
  }

  @Test(arguments: [
    ("*.avi", "m.mp4"), ("*.avi", "m.avi/x"), ("m?.avi", "m.avi"), ("m[0-4].avi", "m5.avi"),
    ("m[!0-4].avi", "m3.avi"), ("camera2/*.mp4", "camera2/a/b.mp4"),
    ("camera2/*.mp4", "camera22/a.mp4"), ("camera2/**", "x/camera2"), ("/data/**", "x/data/a.mp4"),
    ("/a.mp4", "x/a.mp4"), ("a*b", "ab/c"), ("", "a"), ("A.mp4", "a.mp4"),
  ])
  func doesNotMatch(pattern: String, path: String) {
    #expect(!PathPattern(pattern).matches(path))
  }
}
