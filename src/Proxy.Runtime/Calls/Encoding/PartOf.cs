namespace SharedObjects.Calls;

/// <summary>Finds a part in a whole, to be read or filled in there.</summary>
/// <typeparam name="TWhole">What the part stands in.</typeparam>
/// <typeparam name="TPart">The part.</typeparam>
public delegate ref TPart PartOf<TWhole, TPart>(ref TWhole whole);
