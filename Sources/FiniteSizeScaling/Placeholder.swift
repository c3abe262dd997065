// The first type comes next.
