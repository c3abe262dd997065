import Statistics

/// -ln P(class) = ln(1 + e^∓z) for the logit z, in nats.
func crossEntropy(_ logit: Float, isOrdered: Bool) -> Double {
  softplus(Double(isOrdered ? -logit : logit))
}

/// The derivative of the cross-entropy with respect to the logit: P(ordered) less 1 or 0.
func crossEntropySlope(_ logit: Float, isOrdered: Bool) -> Double {
  isOrdered ? -logistic(-Double(logit)) : logistic(Double(logit))
}
