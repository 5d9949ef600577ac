using Nerdbank.MessagePack;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Calls.Streams;

/// <summary>Reads a stream of another process, batch by batch. As with any enumerator, one caller at a time.</summary>
internal sealed class RemoteStreamReader<T>(
    Func<CancellationToken, ValueTask<(StreamBatch First, IStreamCursor? Cursor)>> open,
    Codec<T> item,
    CancellationTokenSource? linked,
    CancellationToken cancellationToken) : IAsyncEnumerator<T>
{
    private ReadOnlyMemory<byte> unread;
    private ArgumentFrame? frame;
    private IStreamCursor? cursor;
    private bool isOpen;
    private bool isOver;

    public T Current { get; private set; } = default!;

    public ValueTask<bool> MoveNextAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        return unread.IsEmpty ? FetchAsync() : new ValueTask<bool>(Take());
    }

    /// <summary>Ends the stream where it is made; what that throws is thrown here. Nobody is told of an end that came before.</summary>
    public async ValueTask DisposeAsync()
    {
        linked?.Dispose();
        unread = default;
        isOver = true;
        ForgoUnread();
        if (cursor is not { } left)
        {
            return;
        }

        cursor = null;
        try
        {
            await left.CloseAsync().ConfigureAwait(false);
        }
        catch (SharedObjectException exception) when (exception is ManagerLostException or SessionEndedException or ObjectNotFoundException)
        {
            // The stream ended with its session.
        }
        finally
        {
            await left.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> FetchAsync()
    {
        while (!isOver)
        {
            try
            {
                await ReadBatchAsync().ConfigureAwait(false);
            }
            catch
            {
                isOver = true;
                throw;
            }

            if (!unread.IsEmpty)
            {
                return Take();
            }
        }

        return false;
    }

    private async ValueTask ReadBatchAsync()
    {
        StreamBatch batch;
        if (isOpen)
        {
            batch = await cursor!.NextAsync(StreamBatch.MostItems, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            (batch, cursor) = await open(cancellationToken).ConfigureAwait(false);
            isOpen = true;
        }

        ForgoUnread();
        unread = batch.Items.Bytes;
        frame = new ArgumentFrame { Serializer = batch.Serializer };
        foreach (var reference in batch.Items.References.AsSpan())
        {
            var handle = (ObjectHandle)reference;
            frame.References.Add(new ReferenceSlot(handle.Reference, handle));
        }

        if (!batch.HasMore)
        {
            isOver = true;
            if (cursor is { } read)
            {
                cursor = null;
                await read.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Lets go of the objects of the items that were not read, which nobody has a proxy of.</summary>
    private void ForgoUnread()
    {
        if (frame is not { } left)
        {
            return;
        }

        frame = null;
        for (var i = left.ReferencesRead; i < left.References.Count; i++)
        {
            left.References[i].Handle!.Forgo();
        }
    }

    private bool Take()
    {
        try
        {
            var reader = new MessagePackReader(unread);
            Current = item.Read(ref reader, frame!);
            unread = unread[(int)reader.Consumed..];
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            unread = default;
            isOver = true;
            throw exception is SharedObjectException
                ? exception
                : new EncodingException($"An item of the stream cannot be decoded as {typeof(T)}. {exception.GetBaseException().Message}", exception);
        }
    }
}
