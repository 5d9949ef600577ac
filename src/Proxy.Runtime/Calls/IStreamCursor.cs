using SharedObjects.Calls.Streams;

namespace SharedObjects.Calls;

/// <summary>
/// What is left of a stream that a member returned: hosted beside its object, on the same turn, for whoever reads it. Not inline, because each batch
/// runs the code of a referent.
/// </summary>
[Managed]
internal interface IStreamCursor : ISharedObject
{
    /// <summary>Waits for an item, then adds what there is without waiting.</summary>
    /// <param name="atMost">How many items; the host may give fewer.</param>
    /// <param name="cancellationToken">Cancels the token the stream was made with.</param>
    /// <exception cref="InvalidOperationException">The batch before is still being waited for.</exception>
    ValueTask<StreamBatch> NextAsync(int atMost, CancellationToken cancellationToken);

    /// <summary>Ends the stream early, so that its <c>finally</c> blocks run; waits for them unless the stream is waiting for something else.</summary>
    ValueTask CloseAsync();
}
