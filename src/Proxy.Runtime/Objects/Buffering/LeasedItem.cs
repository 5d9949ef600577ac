namespace SharedObjects.Objects.Buffering;

/// <summary>An item that is out under a lease.</summary>
/// <param name="Item">The item.</param>
/// <param name="Deadline">When the lease expires, as a timestamp of the object's clock.</param>
internal readonly record struct LeasedItem<T>(Item<T> Item, long Deadline);
