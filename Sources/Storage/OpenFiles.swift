import Glibc

/// How many files the process can have open at once.
package enum OpenFiles {
  /// Raises the limit as far as the process may, if it has to, and throws where there is no room for what a run
  /// needs: a few files, those of a program that is started, and two for each core at work.
  ///
  /// Without it, libraries that cannot open what they need end the process or wait for ever.
  package static func requireRoom() throws(OpenFilesError) {
    let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let wanted = 32 + 2 * max(cores, 1)
    raiseLimit(by: wanted)
    // Tried out, and not asked for: whoever started the process may have left files open.
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    while descriptors.count < wanted {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw OpenFilesError(room: descriptors.count, wanted: wanted)
      }
      descriptors.append(descriptor)
    }
  }

  private static func raiseLimit(by wanted: Int) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    // A limit that has room for as many again needs no raising.
    let comfortable = rlim_t(8 * wanted)
    guard limit.rlim_cur < min(comfortable, limit.rlim_max) else { return }
    limit.rlim_cur = min(comfortable, limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}

/// There are too few files that the process may open.
package struct OpenFilesError: InputError {
  let room: Int
  let wanted: Int

  package var description: String {
    "the process's limit of open files: found room for \(room); wanted \(wanted)"
  }
}
