namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>What was asked of a queue, what it answered, the operation number the answer carried, and when: both times from one counter.</summary>
/// <param name="IsPut">Whether an item was offered; otherwise one was asked for.</param>
/// <param name="Item">The item that was put or taken.</param>
/// <param name="Succeeded">Whether it was.</param>
/// <param name="Version">The object's operation number when the call took effect.</param>
/// <param name="Began">Before the call was made.</param>
/// <param name="Ended">After its answer was there.</param>
internal sealed record QueueOperation(bool IsPut, int Item, bool Succeeded, long Version, long Began, long Ended);
