using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Client;

/// <summary>
/// What a session tells its manager on the side: which results it has decoded, and which objects it gives back. Other calls take receipts along; what
/// none takes goes by itself soon after.
/// </summary>
/// <param name="manager">The manager.</param>
/// <param name="lost">Cancelled when the session is over.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class Upkeep(IManagerObject manager, CancellationToken lost) : IReceiptListener
{
    /// <summary>How many receipts one call takes along: they have their place in the head of a frame, and these fit into the smallest there is.</summary>
    private const int ReceiptsAtMost = 128;

    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<long> receipts = new();
    private readonly ConcurrentQueue<(long Id, int Count)> returned = new();
    private readonly SemaphoreSlim running = new(1);
    private int scheduled;
    private int carrying;
    private volatile bool hasTaken;
    private volatile bool isStopping;

    /// <summary>The result of a call has been decoded.</summary>
    public void Received(long sequence)
    {
        hasTaken = true;
        receipts.Enqueue(sequence);
        if (!lost.IsCancellationRequested)
        {
            Schedule();
        }
    }

    /// <summary>An object is given back; safe to call from a finalizer.</summary>
    public void GiveBack(long id, int count)
    {
        returned.Enqueue((id, count));
        Schedule();
    }

    /// <summary>Sends a call and lets it take the receipts along that have come up since the last one.</summary>
    public ValueTask<ReplyFrame> Send(ISessionChannel channel, CallFrame call, CancellationToken cancellationToken)
    {
        if (receipts.IsEmpty)
        {
            return channel.InvokeAsync(call, cancellationToken);
        }

        Interlocked.Increment(ref carrying);
        try
        {
            while (call.Receipts.Count < ReceiptsAtMost && receipts.TryDequeue(out var receipt))
            {
                call.Receipts.Add(receipt);
            }

            call.ReceiptSource = this;
            return channel.InvokeAsync(call, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref carrying);
        }
    }

    /// <summary>Waits until the manager has been told everything there is to tell now.</summary>
    public Task SettleAsync() => RunAsync();

    /// <summary>Lets the manager hear of this process; how that ends is for others to find out.</summary>
    public void Heartbeat() => _ = HeartbeatAsync();

    /// <summary>Confirms what this process has received; a manager that does not answer is not waited for.</summary>
    public async Task FlushAsync()
    {
        if (lost.IsCancellationRequested || !hasTaken)
        {
            return;
        }

        // A call that has taken receipts along is encoded and handed to the sender; that takes no longer than this.
        var wait = default(SpinWait);
        while (Volatile.Read(ref carrying) != 0)
        {
            wait.SpinOnce();
        }

        var isRunning = false;
        try
        {
            // What a run has taken up to send is neither here nor there: it is waited for. Whatever was handed over before is with the manager when
            // this one is answered.
            isRunning = await running.WaitAsync(FlushTimeout, lost).ConfigureAwait(false);
            await manager.AcknowledgeAsync().AsTask().WaitAsync(FlushTimeout, lost).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SharedObjectException or TimeoutException or OperationCanceledException)
        {
            // The manager is gone or stuck, and takes back what it must.
        }
        finally
        {
            if (isRunning)
            {
                running.Release();
            }
        }
    }

    /// <summary>Flushes for the last time: the session ends, and with it everything there is left to give back.</summary>
    public Task StopAsync()
    {
        isStopping = true;
        return FlushAsync();
    }

    private async Task HeartbeatAsync()
    {
        try
        {
            await manager.AcknowledgeAsync().ConfigureAwait(false);
        }
        catch (SharedObjectException)
        {
            // The session is over, or the manager gone: whoever noticed has told.
        }
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref scheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static upkeep => _ = upkeep.RunAsync(), this, preferLocal: false);
        }
    }

    private async Task RunAsync()
    {
        await running.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        Volatile.Write(ref scheduled, 0);
        try
        {
            while (returned.TryDequeue(out var item))
            {
                await manager.ReleaseAsync(item.Id, item.Count).ConfigureAwait(false);
            }

            while (!receipts.IsEmpty)
            {
                await manager.AcknowledgeAsync().ConfigureAwait(false);
            }
        }
        catch (SharedObjectException) when (lost.IsCancellationRequested || isStopping)
        {
            // The session is over, and with it everything there was to give back.
        }
        finally
        {
            running.Release();
        }
    }
}
