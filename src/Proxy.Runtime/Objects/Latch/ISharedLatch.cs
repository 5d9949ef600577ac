using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// Counts down to zero and then lets everybody pass who waits for it: what <see cref="CountdownEvent"/> is to threads. Nobody holds it: a signal counts even if the
/// process that gave it dies afterwards, and the waits of a process that dies are removed.
/// </summary>
[Managed]
[Inline]
public interface ISharedLatch : ISharedObject
{
    /// <summary>How many signals are missing now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int CurrentCount { get; }

    /// <summary>How many signals it takes from the beginning, or from the last reset that said so. Blocks for a round trip.</summary>
    int InitialCount { get; }

    /// <summary>Whether no signal is missing now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    bool IsSet { get; }

    /// <summary>Counts down. Everybody who waits goes on when nothing is left to count, even if the latch is reset at once.</summary>
    /// <param name="count">How many signals these are.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether these were the last.</returns>
    /// <exception cref="InvalidOperationException">Fewer than <paramref name="count"/> are missing; nothing was counted.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    ValueTask<bool> SignalAsync(int count = 1, CancellationToken cancellationToken = default);

    /// <summary>Asks for more signals.</summary>
    /// <param name="count">How many more.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    /// <exception cref="InvalidOperationException">The latch is set already, or would count beyond <see cref="int.MaxValue"/>; nothing was counted.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    ValueTask AddCountAsync(int count = 1, CancellationToken cancellationToken = default);

    /// <summary>Asks for more signals if the latch is not set already.</summary>
    /// <param name="count">How many more.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether the latch was not set, so that they count.</returns>
    /// <exception cref="InvalidOperationException">The latch would count beyond <see cref="int.MaxValue"/>; nothing was counted.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    ValueTask<bool> TryAddCountAsync(int count = 1, CancellationToken cancellationToken = default);

    /// <summary>Starts again from <see cref="InitialCount"/>. Who waits goes on waiting, unless that is zero.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    ValueTask ResetAsync(CancellationToken cancellationToken = default);

    /// <summary>Starts again from another count. Who waits goes on waiting, unless that is zero.</summary>
    /// <param name="count">How many signals it takes from now on; <see cref="InitialCount"/> afterwards.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    ValueTask ResetAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>Waits until no signal is missing.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask WaitAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits at most <paramref name="timeout"/> until no signal is missing.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">Signals were still missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask WaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Waits until no signal is missing, or <paramref name="timeout"/> is over.</summary>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether none was missing in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask<bool> TryWaitAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default);
}
