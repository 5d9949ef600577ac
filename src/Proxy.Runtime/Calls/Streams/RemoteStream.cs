namespace SharedObjects.Calls.Streams;

/// <summary>A stream of another process. Each reading of it is a call of its own, made when the first item is asked for.</summary>
internal sealed class RemoteStream<T>(
    Func<CancellationToken, ValueTask<(StreamBatch First, IStreamCursor? Cursor)>> open, Codec<T> item, CancellationToken memberToken) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (!memberToken.CanBeCanceled || !cancellationToken.CanBeCanceled || memberToken == cancellationToken)
        {
            return new RemoteStreamReader<T>(open, item, null, memberToken.CanBeCanceled ? memberToken : cancellationToken);
        }

        var either = CancellationTokenSource.CreateLinkedTokenSource(memberToken, cancellationToken);
        return new RemoteStreamReader<T>(open, item, either, either.Token);
    }
}
