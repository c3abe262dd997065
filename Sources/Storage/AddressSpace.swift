import Foundation

/// The addresses that the process may have, where a limit (`ulimit -v`) says how many.
package enum AddressSpace {
  /// Throws where there is too little room for what a run needs besides its data: the stacks of its threads, and
  /// what libraries take. Where there is little, all threads take their memory from one pool.
  ///
  /// The C library gives each thread a pool that reserves 64 MiB of addresses. Where it finds no room for one it tries
  /// again at every single allocation, which takes a thousand times as long, and looks as if the process hung.
  /// Call this before there is a second thread.
  package static func requireRoom() throws(AddressSpaceError) {
    guard let room = PhysicalMemory.addressesLeft else { return }
    if room < roomForPools { useOnePool() }
    guard room >= wanted else { throw AddressSpaceError(room: room, wanted: wanted) }
  }

  /// Addresses that threads take for their stacks before anything is in them: one for each core, and a few that
  /// wait for signals, files and other programs.
  static let stacks: Int = {
    let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    var limit = rlimit()
    let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0
    // Without a limit the C library takes 2 MiB.
    let stack = isKnown && limit.rlim_cur < 1 << 40 ? Int(limit.rlim_cur) : 2 << 20
    return (cores + 4) * stack
  }()

  /// Besides stacks: measured on the command that needs most before it asks how much memory there is.
  private static let wanted = stacks + 48 << 20

  /// More than what one pool a core reserves, and what is at work in them.
  private static var roomForPools: Int {
    1 << 30 + max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) << 27
  }

  /// Does nothing where the C library has no such setting.
  private static func useOnePool() {
    typealias Setter = @convention(c) (CInt, CInt) -> CInt
    // The number is that of M_ARENA_MAX; Swift does not see the header.
    guard let address = dlsym(nil, "mallopt") else { return }
    _ = unsafeBitCast(address, to: Setter.self)(-8, 1)
  }
}

/// There are too few addresses that the process may have.
package struct AddressSpaceError: InputError {
  let room: Int
  let wanted: Int

  package var description: String {
    "the process's limit of addresses: found room for \(max(0, room) >> 20) MiB; wanted \(wanted >> 20)"
  }
}
