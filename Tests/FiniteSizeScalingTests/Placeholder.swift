// The first test comes next.
