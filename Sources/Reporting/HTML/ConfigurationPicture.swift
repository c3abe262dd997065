/// A spin configuration as SVG: one unit square a site, up spins dark.
struct ConfigurationPicture {
  let markup: String

  /// - Parameter size: linear size L; `picture` has L² spins, row by row.
  init(_ picture: ConfigurationGallery.Picture, size: Int) {
    precondition(picture.spins.count == size * size, "a picture has one spin a site")
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        guard picture.spins[row * size + column] > 0 else {
          column += 1
          continue
        }
        let start = column
        while column < size, picture.spins[row * size + column] > 0 { column += 1 }
        // One rectangle for a run of up spins.
        path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z"
      }
    }
    let caption = picture.caption.onOneLine.escapedForMarkup
    let state = picture.isForbidden ? " forbidden" : ""
    markup = """
      <figure class="configuration\(state)"><svg viewBox="0 0 \(size) \(size)" role="img" \
      aria-label="\(caption)"><rect class="down" width="\(size)" height="\(size)"/>\
      <path class="up" d="\(path)"/></svg><figcaption>\(caption)\
      \(picture.isForbidden ? "<strong>forbidden</strong>" : "")</figcaption></figure>
      """
  }
}
