using SharedObjects.Contracts;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <summary>
/// Something of a shared object that this process's session holds until it is given back. The lease is the owner, not a thread or a task: whoever has it may
/// use and release it, also if the proxy it was acquired through is disposed, before or after it was granted. A session that ends gives back whatever it holds;
/// so does a lease that is collected without having been released.
/// </summary>
public abstract class Lease : IAsyncDisposable
{
    private int released;

    /// <param name="source">A hold of the lease's own: see <see cref="LeaseSource"/>.</param>
    /// <param name="number">The lease's number.</param>
    private protected Lease(ILeasing source, long number)
    {
        Source = source;
        Number = number;
    }

    /// <summary>A lease that nobody refers to any more is settled as lost: its holder cannot have finished in order.</summary>
    ~Lease()
    {
        if (IsReleased)
        {
            return;
        }

        if (IsLost)
        {
            Released();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static lease => _ = lease.AbandonAsync(), this, preferLocal: false);
        }
    }

    /// <summary>Identifies the lease among all leases of its manager; never used again.</summary>
    public long Number { get; }

    /// <summary>
    /// Whether the lease is held, as far as this process knows; asks nobody. False once it was released, or <see cref="LostToken"/> was cancelled.
    /// </summary>
    public bool IsHeld => !IsReleased && !IsAway && !IsLost;

    /// <summary>
    /// Cancelled when this process can no longer count on the lease: the session it belongs to has ended or may have, or the manager is gone. Pass it to
    /// what is done under the lease. Releasing does not cancel it.
    /// </summary>
    public CancellationToken LostToken => Lost;

    /// <summary>What granted the lease: a hold of its own, so that it does not matter what becomes of the proxy it was acquired through.</summary>
    private protected ILeasing Source { get; }

    /// <summary>Gives the lease back. A second call is refused.</summary>
    /// <exception cref="LeaseNotHeldException">It is not held any more.</exception>
    public async ValueTask ReleaseAsync()
    {
        if (!TryRelease())
        {
            throw new LeaseNotHeldException($"Lease {Number} was released before.");
        }

        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the lease back if it is still held; never fails because it was lost.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!TryRelease())
        {
            return;
        }

        try
        {
            await EndAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SharedObjectException or ObjectDisposedException)
        {
            // Lost before: the manager has settled it, or will when it finds this session ended.
        }
    }

    /// <summary>Whether the right to give the lease back was used.</summary>
    private protected bool IsReleased => Volatile.Read(ref released) != 0;

    /// <summary>See <see cref="LostToken"/>.</summary>
    private protected virtual CancellationToken Lost => Source.Lost;

    /// <summary>Whether <see cref="LostToken"/> is cancelled, or would be; also for the garbage collector, so it makes nothing.</summary>
    private protected virtual bool IsLost => Source.Lost.IsCancellationRequested;

    /// <summary>Whether what the lease stands for is not held just now, and will be again.</summary>
    private protected virtual bool IsAway => false;

    /// <summary>To be asked before a lease's number is sent anywhere: each manager counts its own, so another one has a lease of the same number.</summary>
    /// <param name="user">What the lease is to be used with.</param>
    /// <exception cref="LeaseNotHeldException">The lease is not held, as far as this process knows, or not in the manager that <paramref name="user"/> is in.</exception>
    internal void ThrowIfNotHeldFor(ISharedObject user)
    {
        if (user is IProxy used && Source is IProxy source && used.Home != source.Home)
        {
            throw new LeaseNotHeldException($"Lease {Number} is not held here: another manager granted it. Use it with objects of that manager.");
        }

        if (!IsHeld)
        {
            throw new LeaseNotHeldException($"Lease {Number} is not held: it was released, is waiting for a condition, or was lost with its session.");
        }
    }

    /// <summary>Takes the right to give the lease back, which there is once.</summary>
    private protected bool TryRelease()
    {
        if (Interlocked.Exchange(ref released, 1) != 0)
        {
            return false;
        }

        Released();
        return true;
    }

    /// <summary>The lease was given back, or is about to be.</summary>
    private protected virtual void Released()
    {
    }

    /// <summary>Leaves the end of the lease to whoever waits for its return; false if nobody does.</summary>
    private protected virtual bool TryDefer(bool abandoned) => false;

    /// <summary>Gives the lease back, now or when it has returned, and lets go of the object.</summary>
    private protected ValueTask EndAsync(bool abandoned = false) =>
        EndAsync(TryDefer(abandoned) ? default : Source.ReleaseLeaseAsync(Number, abandoned));

    /// <summary>Waits for the call that ends the lease, whatever comes of it, and lets go of the object.</summary>
    private protected async ValueTask EndAsync(ValueTask call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        finally
        {
            await LeaseSource.GiveBackAsync(Source).ConfigureAwait(false);
        }
    }

    private async Task AbandonAsync()
    {
        if (TryRelease())
        {
            try
            {
                await EndAsync(abandoned: true).ConfigureAwait(false);
            }
            catch (SharedObjectException)
            {
                // Settled before, or with the session or the object it belonged to.
            }
        }
    }
}
