using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// Something that has happened or not, for all processes: set once, everybody who waits for it goes on, and nobody waits until it is reset. Nobody holds it: a
/// process that dies leaves it as it is, and its waits are removed.
/// </summary>
[Managed]
[Inline]
public interface ISharedEvent : ISharedObject
{
    /// <summary>Whether the event is set now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    bool IsSet { get; }

    /// <summary>
    /// Sets the event. Everybody who waits now goes on, even if the event is reset at once; later waits end at once until it is. Setting what is set changes nothing.
    /// </summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    ValueTask SetAsync(CancellationToken cancellationToken = default);

    /// <summary>Resets the event: from now on waits last until it is set again.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    ValueTask ResetAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until the event is set.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask WaitAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits at most <paramref name="timeout"/> until the event is set.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">It was not set in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Waits until the event is set, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was set in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask<bool> TryWaitAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default);
}
