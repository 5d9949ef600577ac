namespace SharedObjects.Objects.Buffering;

/// <summary>An item, and what its buffer knows of it. The same object from its put until it is gone, wherever it is meanwhile.</summary>
/// <param name="buffer">The buffer it was put into.</param>
/// <param name="value">What was put.</param>
/// <param name="origin">Who put it; <see langword="null"/> outside a manager.</param>
/// <param name="ticket">Counts the items of one buffer: what comes back goes back to the place this says.</param>
internal sealed class Item<T>(ItemBuffer<T> buffer, T value, Caller? origin, long ticket)
{
    public T Value { get; } = value;

    public Caller? Origin { get; } = origin;

    public long Ticket { get; } = ticket;

    /// <summary>How often it was handed out.</summary>
    public int DeliveryCount { get; set; }

    /// <summary>Its neighbours in a <see cref="TicketOrder{T}"/>.</summary>
    public Item<T>? Before { get; set; }

    /// <inheritdoc cref="Before"/>
    public Item<T>? After { get; set; }

    /// <summary>Whoever took it never got it.</summary>
    public void Undeliver() => buffer.Undeliver(this);
}
