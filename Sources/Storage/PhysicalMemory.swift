import Glibc

/// The memory of this machine.
package enum PhysicalMemory {
  /// Bytes of memory in all, whether free or not.
  package static let byteCount: Int = {
    let (bytes, overflow) = sysconf(Int32(_SC_PHYS_PAGES)).multipliedReportingOverflow(
      by: sysconf(Int32(_SC_PAGESIZE)))
    return overflow || bytes <= 0 ? .max : bytes
  }()
}
