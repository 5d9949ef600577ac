using Microsoft.Extensions.Time.Testing;
using SharedObjects.Calls.Encoding;
using SharedObjects.Contracts.State;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>The plain referents, used on one thread as a turn would use them: no manager, no proxy, no encoding.</summary>
public sealed class DirectBackend : Backend
{
    private readonly FakeTimeProvider time = new();
    private readonly Pump pump = new();

    public override ValueTask<T> MakeAsync<T>(Func<SharedManager, ValueTask<T>> shared, Func<TimeProvider, T> plain) => ValueTask.FromResult(plain(time));

    internal override ValueTask<T> CopyAsync<T>(T original, Func<StateReader, TimeProvider, T> plain)
    {
        var state = new PayloadStateWriter(ValueSerializer.Default);
        ((ISavable)original).Save(state);
        return ValueTask.FromResult(plain(new PayloadStateReader(state.ToPayload(), ValueSerializer.Default), time));
    }

    public override string? ReasonAgainst(Ability ability) => ability switch
    {
        Ability.Encodes => "A referent used directly gets its values as they are.",
        Ability.HasProxies => "A referent used directly has no proxies.",
        Ability.HasSessions => "A referent used directly knows no sessions.",
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
