using SharedObjects.Calls;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One client of a queue, which writes down what it did.</summary>
internal sealed class QueueRecorder
{
    private static long clock;

    private readonly RecordingHandle handle;
    private readonly ISharedQueue<int> queue;

    public QueueRecorder(ISharedQueue<int> queue)
    {
        handle = RecordingHandle.Of(queue);
        this.queue = Contract.Of<ISharedQueue<int>>().CreateProxy<ISharedQueue<int>>(handle);
    }

    public List<QueueOperation> History { get; } = [];

    public Task TryPutAsync(int item, CancellationToken cancellationToken) =>
        RecordAsync(true, async () => (await queue.TryPutAsync(item, cancellationToken), item));

    public Task TryGetAsync(CancellationToken cancellationToken) => RecordAsync(false, async () => await queue.TryGetAsync(cancellationToken));

    public Task PutAsync(int item, CancellationToken cancellationToken) => RecordAsync(true, async () =>
    {
        await queue.PutAsync(item, cancellationToken);
        return (true, item);
    });

    public Task GetAsync(CancellationToken cancellationToken) => RecordAsync(false, async () => (true, await queue.GetAsync(cancellationToken)));

    private async Task RecordAsync(bool isPut, Func<Task<(bool Succeeded, int Item)>> call)
    {
        var began = Interlocked.Increment(ref clock);
        var (succeeded, item) = await call();
        History.Add(new(isPut, item, succeeded, handle.Version, began, Interlocked.Increment(ref clock)));
    }
}
