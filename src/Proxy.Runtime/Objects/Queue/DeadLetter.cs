namespace SharedObjects;

/// <summary>An item that was delivered as often as its queue allows and came back every time.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="DeliveryCount">How often it was delivered.</param>
/// <param name="Origin">Who put it; <see langword="null"/> outside a manager.</param>
public sealed record DeadLetter<T>(T Item, int DeliveryCount, Caller? Origin);
