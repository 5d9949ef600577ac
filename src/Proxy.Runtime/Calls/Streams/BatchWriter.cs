namespace SharedObjects.Calls.Streams;

/// <summary>Collects the encoded items of one batch after the other.</summary>
internal sealed class BatchWriter<T>(Codec<T> codec, StreamHost host)
{
    /// <summary>What a reference takes in a reply, more often less than more.</summary>
    private const int ReferenceLength = 256;

    private readonly ArgumentFrame frame = new() { Serializer = host.Serializer, Host = host.Host };
    private readonly int mostBytes = Math.Min(StreamBatch.MostBytes, host.MostBytes / 2);

    /// <summary>Adds an item; false if there is no room for it in this batch.</summary>
    /// <param name="item">The item.</param>
    /// <param name="evenIfLarge">Whether to make room: no batch can hold it otherwise.</param>
    /// <exception cref="EncodingException">The item cannot be encoded; the ones before it stay.</exception>
    public bool TryAdd(T item, bool evenIfLarge)
    {
        var (bytes, references) = (frame.Body.Length, frame.References.Count);
        try
        {
            frame.WriteValue(item, codec);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Remove(bytes, references);
            throw new EncodingException(
                $"An item of the stream cannot be encoded: {typeof(T)} ({item?.GetType().ToString() ?? "null"}). {exception.GetBaseException().Message}",
                exception);
        }

        if (evenIfLarge || frame.Body.Length + (frame.References.Count * ReferenceLength) <= mostBytes)
        {
            return true;
        }

        Remove(bytes, references);
        return false;
    }

    /// <summary>The batch; the next one begins.</summary>
    public StreamBatch Take(bool hasMore)
    {
        var items = frame.Body.Length == 0
            ? default
            : new Payload(frame.Body.Written.ToArray(), frame.References.Count == 0 ? null : [.. frame.References.Select(static slot => (object)slot.Handle!)]);
        frame.Body.Clear();
        frame.References.Clear();
        return new StreamBatch(items, hasMore, host.Serializer);
    }

    /// <summary>Drops everything from a place on; what was hosted for it belongs to nobody.</summary>
    private void Remove(int bytes, int references)
    {
        frame.Body.Truncate(bytes);
        frame.ElementStart = 0;
        foreach (var slot in frame.References.Skip(references))
        {
            slot.Handle?.Dropped();
        }

        frame.References.RemoveRange(references, frame.References.Count - references);
    }
}
