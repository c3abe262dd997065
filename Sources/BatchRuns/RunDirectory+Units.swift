import Storage

/// The units of a run by number, by share, and as a list for whoever spreads them over machines.
extension RunDirectory {
  /// The unit of that number.
  ///
  /// - Throws: `RunDirectoryError.noUnit`.
  public func unit(
    _ number: Int
  ) throws(RunDirectoryError) -> (index: Int, unit: any UnitOfWork) {
    guard let found = units.first(where: { $0.index == number }) else {
      throw .noUnit(index: number, count: unitCount)
    }
    return found
  }

  /// The units of one share.
  public func units(in shard: Shard) -> [(index: Int, unit: any UnitOfWork)] {
    shard.places(in: units.map(\.unit.cost)).map { units[$0] }
  }

  /// A line with number, tab and name for every unit, or the same as one JSON document.
  public func listing(asJSON isJSON: Bool) throws -> String {
    guard isJSON else { return units.map { "\($0.index)\t\($0.unit.name)\n" }.joined() }
    return try JSONText.indented(units.map { ListedUnit(index: $0.index, name: $0.unit.name) })
  }

  /// About how many seconds of one core a unit of cost 1 takes: as those did that are finished, or as is usual.
  public var secondsPerCost: Double {
    var (seconds, cost) = (0.0, 0.0)
    for (_, unit) in units {
      guard let time = try? results.effort(of: unit.name)?.seconds else { continue }
      seconds += time
      cost += unit.cost
    }
    return cost > 0 ? seconds / cost : Parameters.secondsPerCost
  }

  /// The units that have no result yet.
  public var unfinishedUnits: [(index: Int, unit: any UnitOfWork)] {
    units.filter { !isFinished($0.unit) }
  }
}

/// A unit in a list for programs.
private struct ListedUnit: Encodable {
  let index: Int
  let name: String
}
