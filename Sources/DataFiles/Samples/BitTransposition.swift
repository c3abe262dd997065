/// Transposes a square of 64 × 64 bits in place: bit j of row i becomes bit i of row j.
///
/// Blocks off the diagonal change places, first of 32 × 32 bits, then within each block of 16 × 16,
/// and so on (Warren, *Hacker's Delight*, 2012, section 7-3).
func transpose(_ rows: inout InlineArray<64, UInt64>) {
  var half = 32
  // The low `half` bits of every group of 2 · half bits.
  var low: UInt64 = 0x0000_0000_FFFF_FFFF
  while half > 0 {
    let shift = UInt64(half)
    for block in stride(from: 0, to: 64, by: 2 * half) {
      for upper in block..<block + half {
        let lower = upper + half
        let difference = ((rows[upper] >> shift) ^ rows[lower]) & low
        rows[upper] ^= difference << shift
        rows[lower] ^= difference
      }
    }
    half /= 2
    low ^= low << UInt64(half)
  }
}
