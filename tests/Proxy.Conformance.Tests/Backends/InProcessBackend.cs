using Microsoft.Extensions.Time.Testing;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>A manager in this process: turns, proxies and encoding, but no connection.</summary>
public sealed class InProcessBackend : Backend
{
    private readonly FakeTimeProvider time = new();

    public InProcessBackend() =>
        Manager = SharedManager.StartInProcess(ConformanceManager.Configure, new SharedManagerOptions { TimeProvider = time });

    public override SharedManager Manager { get; }

    public override ValueTask<ISharedQueue<T>> QueueAsync<T>(int? capacity = null) => Manager.QueueAsync<T>(capacity, TestContext.Current.CancellationToken);

    public override string? ReasonAgainst(Ability ability) => null;

    public override void Advance(TimeSpan time) => this.time.Advance(time);

    public override async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync();
        await base.DisposeAsync();
    }
}
