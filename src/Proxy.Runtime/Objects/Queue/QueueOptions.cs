using SharedObjects.Objects.Buffering;

namespace SharedObjects;

/// <summary>How a queue is to be.</summary>
public sealed record QueueOptions
{
    private static readonly QueueOptions Default = new();

    /// <summary>How many items the queue holds at most; <see langword="null"/>, the default, for no bound. Leased items are not counted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int? Capacity { get; init => field = BufferCapacity.Require(value); }

    /// <summary>How often an item is delivered at most before it becomes a dead letter. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int MaximumDeliveryCount
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaximumDeliveryCount), $"An item is delivered at least once, not {value} times.");
    } = 10;

    /// <summary>How long a received item may stay uncompleted and unextended before it comes back. Default: 60 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive or longer than a timer can wait, about 49 days.</exception>
    public TimeSpan LeaseDuration { get; init => field = LeaseTime.Require(value, nameof(LeaseDuration)); } = TimeSpan.FromSeconds(60);

    /// <summary>What a manager is asked for; zero is what is not said.</summary>
    internal (int Capacity, int MaximumDeliveryCount, long LeaseTicks) ToArgument() => (Capacity ?? 0, MaximumDeliveryCount, LeaseDuration.Ticks);

    /// <summary>What a manager was asked for.</summary>
    internal static QueueOptions Of((int Capacity, int MaximumDeliveryCount, long LeaseTicks) argument) => new()
    {
        Capacity = argument.Capacity == 0 ? null : argument.Capacity,
        MaximumDeliveryCount = argument.MaximumDeliveryCount == 0 ? Default.MaximumDeliveryCount : argument.MaximumDeliveryCount,
        LeaseDuration = argument.LeaseTicks == 0 ? Default.LeaseDuration : TimeSpan.FromTicks(argument.LeaseTicks),
    };
}
