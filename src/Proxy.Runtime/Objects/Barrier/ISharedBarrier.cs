using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <summary>
/// Lets a number of participants wait until all of them have arrived, phase after phase. Either all of them pass, or none does: a participant that gives
/// up its wait, by timeout or cancellation, or dies in it, breaks the barrier, and everybody who waits or comes later gets a
/// <see cref="BrokenBarrierException"/> until <see cref="ResetAsync"/>. One that dies before it arrived is noticed if it had joined: <see cref="JoinAsync"/>.
/// </summary>
[Managed]
[Inline]
public interface ISharedBarrier : ILeasing
{
    /// <summary>How many have to arrive. Blocks for a round trip.</summary>
    int ParticipantCount { get; }

    /// <summary>How many have not arrived yet in this phase. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int ParticipantsRemaining { get; }

    /// <summary>How many phases were completed. It may have changed by the time it is read. Blocks for a round trip.</summary>
    long CurrentPhaseNumber { get; }

    /// <summary>Whether the barrier is broken. It may have changed by the time it is read. Blocks for a round trip.</summary>
    bool IsBroken { get; }

    /// <summary>Arrives, and waits until all others have.</summary>
    /// <param name="cancellationToken">Ends the wait, which breaks the barrier; cancelled before the arrival, it breaks nothing.</param>
    /// <returns>0 for the first who arrived, one more for each after it; all numbers are given in each phase.</returns>
    /// <exception cref="BrokenBarrierException">The barrier is broken or was reset.</exception>
    async ValueTask<int> SignalAndWaitAsync(CancellationToken cancellationToken = default) =>
        (await ArriveAsync(acts: false, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false)).Index;

    /// <summary>Arrives, and waits at most <paramref name="timeout"/> until all others have.</summary>
    /// <param name="timeout">How long to wait, after which the barrier breaks; zero unless all others have arrived, <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Ends the wait, which breaks the barrier; cancelled before the arrival, it breaks nothing.</param>
    /// <returns>0 for the first who arrived, one more for each after it; all numbers are given in each phase.</returns>
    /// <exception cref="TimeoutException">Not all came in time; this broke the barrier.</exception>
    /// <exception cref="BrokenBarrierException">The barrier is broken or was reset.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<int> SignalAndWaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        (await ArriveAsync(acts: false, timeout, cancellationToken).ConfigureAwait(false)).Index;

    /// <summary>Arrives, and waits until all others have and the action of whoever came last was done.</summary>
    /// <param name="postPhaseAction">
    /// Run in this process if it arrives last, before anybody goes on. If it throws, or the process dies in it, the barrier breaks and nobody passes; what it
    /// throws is thrown here. It must not wait for the barrier itself.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, which breaks the barrier, and is passed to the action; cancelled before the arrival, it breaks nothing.</param>
    /// <returns>0 for the first who arrived, one more for each after it; all numbers are given in each phase.</returns>
    /// <exception cref="BrokenBarrierException">The barrier is broken or was reset.</exception>
    async ValueTask<int> SignalAndWaitAsync(Func<CancellationToken, ValueTask> postPhaseAction, CancellationToken cancellationToken = default) =>
        await SignalAndWaitAsync(postPhaseAction, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);

    /// <summary>Arrives, and waits at most <paramref name="timeout"/> until all others have and the action of whoever came last was done.</summary>
    /// <param name="postPhaseAction">As without a timeout; what it takes in this process is not limited.</param>
    /// <param name="timeout">How long to wait, after which the barrier breaks; zero unless all others have arrived, <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Ends the wait, which breaks the barrier, and is passed to the action; cancelled before the arrival, it breaks nothing.</param>
    /// <returns>0 for the first who arrived, one more for each after it; all numbers are given in each phase.</returns>
    /// <exception cref="TimeoutException">Not all came in time; this broke the barrier.</exception>
    /// <exception cref="BrokenBarrierException">The barrier is broken or was reset.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<int> SignalAndWaitAsync(Func<CancellationToken, ValueTask> postPhaseAction, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(postPhaseAction);

        // What the action does with this proxy is its own affair: the others wait for the end of the phase.
        await using var source = new LeaseSource(this);
        var barrier = (ISharedBarrier)source.Value;
        var (index, action) = await barrier.ArriveAsync(acts: true, timeout, cancellationToken).ConfigureAwait(false);
        if (action == 0)
        {
            return index;
        }

        try
        {
            await postPhaseAction(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await FailAsync(barrier, action).ConfigureAwait(false);
            throw;
        }

        await barrier.CompletePhaseAsync(action, succeeded: true).ConfigureAwait(false);
        return index;
    }

    /// <summary>
    /// Joins as one of the participants: from now on this process's death breaks the barrier at once, also while it has not arrived; if it is broken already,
    /// the next <see cref="ResetAsync"/> settles both. The barrier counts its participants the same with and without.
    /// </summary>
    /// <exception cref="InvalidOperationException">As many have joined as there are participants.</exception>
    async ValueTask<BarrierMembership> JoinAsync(CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var lease = await EnrolAsync(cancellationToken).ConfigureAwait(false);
        return new BarrierMembership(source.Keep(), lease);
    }

    /// <summary>Breaks the barrier: whoever waits or comes gets a <see cref="BrokenBarrierException"/>. Nothing happens if it is broken.</summary>
    ValueTask BreakAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes the barrier as new, in the same phase. Whoever waits gets a <see cref="BrokenBarrierException"/>; memberships stay. Members lost before it, whether they
    /// broke the barrier or found it broken, are no members any more and break nothing later: the barrier waits for as many participants as ever, so let others
    /// come in their place, or limit the wait.
    /// </summary>
    ValueTask ResetAsync(CancellationToken cancellationToken = default);

    /// <summary>The call behind SignalAndWaitAsync.</summary>
    /// <returns>The index; and, if the action is to be run now, the number to complete the phase with.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(int Index, long Action)> ArriveAsync(bool acts, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The action has ended.</summary>
    /// <exception cref="BrokenBarrierException">The barrier was broken or reset meanwhile.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask CompletePhaseAsync(long action, bool succeeded);

    /// <summary>The call behind <see cref="JoinAsync"/>; it makes no lease object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<long> EnrolAsync(CancellationToken cancellationToken);

    private static async ValueTask FailAsync(ISharedBarrier barrier, long action)
    {
        try
        {
            await barrier.CompletePhaseAsync(action, succeeded: false).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SharedObjectException or ObjectDisposedException)
        {
            // Broken already, or about to be because this session has ended, also by the action's own hand; what the action threw says more.
        }
    }
}
