namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Runs the test's own code on an object's turn.</summary>
internal sealed class ProbeReferent(Func<int, CancellationToken, Task<int>> script)
    : IInterleavingProbe, IExclusiveProbe, IConcurrentProbe, IInlineProbe, IAsyncDisposable
{
    private int disposals;

    public int Disposals => Volatile.Read(ref disposals);

    public ValueTask<int> RunAsync(int number, CancellationToken cancellationToken) => new(script(number, cancellationToken));

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref disposals);
        return ValueTask.CompletedTask;
    }
}
