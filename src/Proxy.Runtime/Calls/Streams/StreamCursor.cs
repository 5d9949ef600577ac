using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using SharedObjects.Contracts;

namespace SharedObjects.Calls.Streams;

/// <summary>
/// One reading of a referent's stream. What it yields without waiting goes into one batch; where it waits, it goes on while nobody asks, up to its next
/// item. All of it is on the referent's turn.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer or a wait handle holds nothing.")]
internal sealed class StreamCursor<T>(IAsyncEnumerator<T> items, Codec<T> codec, StreamHost host, CancellationTokenSource stop) : IStreamCursor, IPart
{
    private readonly BatchWriter<T> batch = new(codec, host);

    /// <summary>The stream is on its way to its next item.</summary>
    private Task<bool>? moving;

    /// <summary>The stream stands at an item that no batch has taken yet.</summary>
    private bool isAtItem;
    private bool isOver;
    private ExceptionDispatchInfo? failure;
    private int reading;
    private int closed;

    public object Whole => host.Referent;

    /// <summary>Begins to read.</summary>
    /// <returns>What there is without waiting, and the cursor itself if that is not all.</returns>
    public async ValueTask<(StreamBatch First, IStreamCursor? Cursor)> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var first = await ReadAsync(StreamBatch.MostItems, waits: host.OneAtATime, takesLarge: false, cancellationToken).ConfigureAwait(true);
            return (first, first.HasMore ? this : null);
        }
        catch
        {
            await CloseAsync().ConfigureAwait(true);
            throw;
        }
    }

    public ValueTask<StreamBatch> NextAsync(int atMost, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, 1);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref closed) != 0, typeof(IStreamCursor));
        return ReadAsync(Math.Min(atMost, StreamBatch.MostItems), waits: true, takesLarge: true, cancellationToken);
    }

    public async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) != 0)
        {
            return;
        }

        try
        {
            Stop();
        }
        finally
        {
            // What does not heed its token is left alone until it gets to its next item; its reader does not wait for that.
            if (moving is { IsCompleted: false } pending)
            {
                _ = DisposeAfterAsync(pending);
            }
            else
            {
                await items.DisposeAsync().ConfigureAwait(true);
            }
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask<StreamBatch> ReadAsync(int atMost, bool waits, bool takesLarge, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref reading, 1) != 0)
        {
            throw new InvalidOperationException("The batch before is still being waited for: a stream has one reader.");
        }

        try
        {
            using var cancelled = cancellationToken.UnsafeRegister(static cursor => ((StreamCursor<T>)cursor!).Stop(), this);
            return await FillAsync(host.OneAtATime ? 1 : atMost, waits, takesLarge).ConfigureAwait(true);
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    private async ValueTask<StreamBatch> FillAsync(int atMost, bool waits, bool takesLarge)
    {
        var count = 0;
        try
        {
            while (count < atMost && failure is null && (isAtItem || await MoveAsync(waits && count == 0).ConfigureAwait(true)))
            {
                if (!batch.TryAdd(items.Current, evenIfLarge: takesLarge && count == 0))
                {
                    break;
                }

                isAtItem = false;
                count++;
            }
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        // What came before a failure is delivered before it.
        if (count == 0)
        {
            failure?.Throw();
        }

        return batch.Take(hasMore: !isOver || failure is not null);
    }

    /// <summary>Goes to the next item; false if that is not there yet, or if there is none.</summary>
    private async ValueTask<bool> MoveAsync(bool waits)
    {
        if (isOver)
        {
            return false;
        }

        if (moving is null)
        {
            var move = items.MoveNextAsync();
            moving = move.IsCompletedSuccessfully ? Task.FromResult(move.Result) : move.AsTask();
        }

        if (!waits && !moving.IsCompleted)
        {
            return false;
        }

        try
        {
            isAtItem = await moving.ConfigureAwait(true);
        }
        finally
        {
            moving = null;
        }

        if (!isAtItem)
        {
            isOver = true;
            await items.DisposeAsync().ConfigureAwait(true);
        }

        return isAtItem;
    }

    // Its callbacks are the referent's code, so they run here, on the turn.
    private void Stop() => stop.Cancel();

    private async Task DisposeAfterAsync(Task<bool> pending)
    {
        await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await items.DisposeAsync().ConfigureAwait(true);
    }
}
