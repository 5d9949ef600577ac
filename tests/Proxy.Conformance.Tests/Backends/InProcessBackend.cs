using Microsoft.Extensions.Time.Testing;
using SharedObjects.Contracts.State;
using SharedObjects.Hosting;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>A manager in this process: turns, proxies and encoding, but no connection.</summary>
public sealed class InProcessBackend : Backend
{
    private readonly FakeTimeProvider time = new();

    public InProcessBackend() =>
        Manager = SharedManager.StartInProcess(ConformanceManager.Configure, new SharedManagerOptions { TimeProvider = time });

    public override SharedManager Manager { get; }

    public override ValueTask<T> MakeAsync<T>(Func<SharedManager, ValueTask<T>> shared, Func<TimeProvider, T> plain) => shared(Manager);

    internal override async ValueTask<T> CopyAsync<T>(T original, Func<StateReader, TimeProvider, T> plain) =>
        await Manager.RestoreAsync<T>(await Manager.SaveAsync(original, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    public override ValueTask<OtherClient> ConnectAsync() => ValueTask.FromResult(new OtherClient(ManagerHost.Connect(Manager.Server!)));

    public override string? ReasonAgainst(Ability ability) => null;

    public override void Advance(TimeSpan time) => this.time.Advance(time);

    public override async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync();
        await base.DisposeAsync();
    }
}
