using Microsoft.Extensions.Time.Testing;
using SharedObjects.Objects.Queue;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>The plain referents, used on one thread as a turn would use them: no manager, no proxy, no encoding.</summary>
public sealed class DirectBackend : Backend
{
    private readonly FakeTimeProvider time = new();
    private readonly Pump pump = new();

    public override ValueTask<ISharedQueue<T>> QueueAsync<T>(int? capacity = null) => ValueTask.FromResult<ISharedQueue<T>>(new QueueReferent<T>(capacity, time));

    public override string? ReasonAgainst(Ability ability) => ability switch
    {
        Ability.Encodes => "A referent used directly gets its values as they are.",
        Ability.HasProxies => "A referent used directly has no proxies.",
        Ability.ServesManyThreads => "A referent used directly is used by one thread at a time.",
        _ => null,
    };

    public override Task RunAsync(Func<Task> test) => pump.RunAsync(test);

    public override Task BesideAsync(Func<Task> activity) => activity();

    public override void Advance(TimeSpan time) => this.time.Advance(time);

    public override ValueTask DisposeAsync()
    {
        pump.Dispose();
        return base.DisposeAsync();
    }
}
