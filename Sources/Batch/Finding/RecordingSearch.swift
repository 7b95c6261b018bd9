import Configuration
import Glibc
import ImmobilityCore

/// Finds the recordings in folders, with all folders in them.
///
/// A file is a recording when its extension is one of those asked for. Hidden files, partial downloads
/// and files that changed a short while ago wait. A look at the first bytes tells reserved but empty
/// space, which waits, and recordings under an extension that was not asked for, which are named so
/// that they are not missed. What a file with the right extension holds is for the decoder to say.
public struct RecordingSearch: Sendable {
  /// The extensions of recordings, without dot, in lower case.
  public var extensions: [String]
  /// What is left out.
  public var excluded: [PathPattern]
  /// How long a file must not have changed, seconds.
  public var settle: Double
  /// The time of the search, nanoseconds since 1970.
  public var now: Int64

  /// Makes a search; see the properties.
  public init(extensions: [String], excluded: [PathPattern] = [], settle: Double, now: Int64) {
    self.extensions = extensions.map { $0.lowercased() }
    self.excluded = excluded
    self.settle = settle
    self.now = now
  }

  /// Searches folders; a file that is given by name is taken whatever its extension.
  ///
  /// The same file reached twice is found once. Symbolic links to files are followed, those to folders
  /// inside a folder are not, so that no search goes in circles.
  public func search(_ places: [String]) -> FoundRecordings {
    var state = State()
    for place in places {
      var status = stat()
      let path = AbsolutePath.of(place)
      guard stat(path, &status) == 0 else {
        state.found.problems.append(.init(path: path, reason: Self.reason("cannot be found")))
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        search(path, &state)
      } else {
        consider(path, status, byName: true, &state)
      }
    }
    state.sort()
    return state.found
  }

  private struct State {
    var found = FoundRecordings()
    var seen = Set<ExactText>()
    /// Files that look like recordings, by the extensions that were not asked for.
    var unlisted: [String: [(path: String, container: String?)]] = [:]

    mutating func sort() {
      for (ending, files) in unlisted {
        let files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let names = files.prefix(5).map {
          $0.path.split(separator: "/").last.map(String.init) ?? $0.path
        }
        let looks =
          files[0].container.map { "looks like a recording (\($0))" } ?? "looks like a recording"
        found.unlisted.append(
          .init(
            path: files[0].path,
            reason: "\(looks), but its extension is not among those searched for"
              + (files.count > 1
                ? "; \(files.count) files with .\(ending) were passed over: \(names.joined(separator: ", "))"
                  + (files.count > names.count ? ", ..." : "") : "")
              + (ending.isEmpty
                ? "" : "; add \"\(ending)\" to extensions under [recordings] in study.toml")))
      }
      found.recordings.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      for list in [\FoundRecordings.waiting, \.problems, \.unlisted] {
        found[keyPath: list].sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      }
    }
  }

  private func search(_ folder: String, _ state: inout State) {
    guard let stream = opendir(folder) else {
      state.found.problems.append(.init(path: folder, reason: Self.reason("cannot be read")))
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
          (valid: String(validatingCString: characters), shown: String(cString: characters))
        }
      }
      if name.shown == "." || name.shown == ".." { continue }
      let path = AbsolutePath.join(folder, name.shown)
      guard let valid = name.valid else {
        if isRecording(name.shown) {
          state.found.problems.append(
            .init(path: path, reason: "its name is not UTF-8 text; rename the file"))
        }
        continue
      }
      if excluded.contains(where: { $0.matches(path) }) { continue }
      var link = stat()
      var status = stat()
      guard lstat(path, &link) == 0, stat(path, &status) == 0 else {
        if isRecording(valid) {
          state.found.problems.append(.init(path: path, reason: Self.reason("cannot be opened")))
        }
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR where link.st_mode & S_IFMT == S_IFDIR && !valid.hasPrefix("."):
        search(path, &state)
      case S_IFREG: consider(path, status, byName: false, &state)
      default: break
      }
    }
  }

  private func consider(_ path: String, _ status: stat, byName: Bool, _ state: inout State) {
    guard state.seen.insert(ExactText(path)).inserted else { return }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let partial = partialName(name) {
      if byName || isRecording(partial) {
        state.found.waiting.append(.init(path: path, reason: "hidden or partial by its name"))
      }
      return
    }
    guard byName || isRecording(name) else {
      let container: String? =
        if case .video(let container) = beginning(of: path) { container } else { nil }
      let ending = Self.ending(of: name)
      if container != nil || StudyFile.knownExtensions.contains(ending) {
        state.unlisted[ending, default: []].append((path, container))
      }
      return
    }
    if let reason = waits(path, status) {
      state.found.waiting.append(.init(path: path, reason: reason))
    } else {
      state.found.recordings.append(FoundRecording(path: path, status))
    }
  }

  /// Why a file is left for later; `nil` when it is not.
  private func waits(_ path: String, _ status: stat) -> String? {
    for suffix in Self.partialSuffixes where access(path + suffix, F_OK) == 0 {
      return "\(suffix) beside it: being copied"
    }
    // The time of change tells about writing also where a copy sets the time of modification back.
    let changed = Self.nanoseconds(status.st_ctim)
    let modified = Self.nanoseconds(status.st_mtim)
    // A camera's clock may be wrong by years; the time of change is this machine's.
    let latest = max(changed, modified > now ? changed : modified)
    let quiet = Double(Saturating.difference(now, latest)) / 1e9
    if quiet < settle {
      return "changed \(max(0, Int(clamped: quiet))) s ago: may still be growing"
    }
    return beginning(of: path) == .blank ? "its beginning is still empty: being copied" : nil
  }

  private static let partialSuffixes = [".part", ".crdownload", ".filepart", ".tmp", ".partial"]

  /// The name without what marks it as hidden or partial; `nil` for a name without such marks.
  private func partialName(_ name: String) -> String? {
    if name.hasPrefix(".") || name.hasPrefix("~") || name.hasSuffix("~") {
      // rsync writes .NAME.RANDOM, AtomicFile .NAME.PID.part: the extension may stand further ahead.
      var bare = Substring(name.hasSuffix("~") ? String(name.dropLast()) : name)
      while let dot = bare.lastIndex(of: "."), dot > bare.startIndex, !isRecording(String(bare)) {
        bare = bare[..<dot]
      }
      return String(bare)
    }
    for suffix in Self.partialSuffixes where name.lowercased().hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return nil
  }

  private func isRecording(_ name: String) -> Bool {
    let ending = Self.ending(of: name)
    return !ending.isEmpty && extensions.contains(ending)
  }

  /// A name's extension in lower case; empty where it has none.
  private static func ending(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private func beginning(of path: String) -> FileBeginning {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .other }
    defer { close(descriptor) }
    return FileBeginning(
      [UInt8](unsafeUninitializedCapacity: FileBeginning.length) { buffer, count in
        count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
      })
  }

  private static func reason(_ what: String) -> String {
    "\(what) (\(String(cString: strerror(errno)))); check its name and its permissions"
  }

  /// Nanoseconds since 1970, at most what a number holds (the year 2262): file systems know later times.
  static func nanoseconds(_ time: timespec) -> Int64 {
    Saturating.sum(Saturating.product(Int64(time.tv_sec), 1_000_000_000), Int64(time.tv_nsec))
  }
}

extension FoundRecording {
  init(path: String, _ status: stat) {
    self.init(
      path: path, size: Int64(status.st_size),
      modifiedNanoseconds: RecordingSearch.nanoseconds(status.st_mtim),
      changedNanoseconds: RecordingSearch.nanoseconds(status.st_ctim),
      fileNumber: Int64(truncatingIfNeeded: status.st_ino))
  }

  /// The file as it is now; `nil` when it cannot be looked at any more.
  public static func now(at path: String) -> FoundRecording? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return FoundRecording(path: path, status)
  }
}
