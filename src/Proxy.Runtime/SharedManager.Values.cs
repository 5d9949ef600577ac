namespace SharedObjects;

/// <content>Events, latches, counters and values.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes an event.</summary>
    /// <param name="initialState">Whether it is set at first.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedEvent> EventAsync(bool initialState = false, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedEvent, bool>(initialState, cancellationToken);

    /// <summary>Makes a latch.</summary>
    /// <param name="initialCount">How many signals it takes; zero for one that is set.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCount"/> is negative.</exception>
    public ValueTask<ISharedLatch> LatchAsync(int initialCount, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedLatch, int>(initialCount, cancellationToken);

    /// <summary>Makes a counter.</summary>
    /// <param name="initialValue">The number at first.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedCounter> CounterAsync(long initialValue = 0, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedCounter, long>(initialValue, cancellationToken);
}
