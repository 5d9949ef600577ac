using SharedObjects.Calls;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>What the numbers in replies are when a call was refused, or a referent uses the contexts of calls that have ended.</summary>
public sealed class LateSpecs
{
    [Fact(Timeout = 60_000)]
    public async Task A_refusal_says_after_which_operation_it_came()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var manager = SharedManager.StartInProcess();
        var handle = RecordingHandle.Of(await manager.DictionaryAsync<string, int>(cancellationToken));
        var dictionary = Contract.Of<ISharedDictionary<string, int>>().CreateProxy<ISharedDictionary<string, int>>(handle);
        await dictionary.SetAsync("a", 1, cancellationToken);
        await dictionary.SetAsync("b", 2, cancellationToken);
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await dictionary.GetAsync("c", cancellationToken));
        Assert.Equal(2, handle.Version);
        await dictionary.GetAsync("a", cancellationToken);
        Assert.Equal(3, handle.Version);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_that_has_ended_is_not_stamped_again()
    {
        const int Count = 8;
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var manager = SharedManager.StartInProcess(builder => builder.Register<ILate>(() => new Late(Count, late.Task)));
        var shared = await manager.CreateAsync<ILate>(TestContext.Current.CancellationToken);

        // The one that stamps has its own reply before the others have given theirs back: none of those is its.
        var stamping = new Recorder<ILate>(shared);
        var stamp = stamping.CallAsync("stamp", null, static shared => DoneAsync(shared.StampAsync()));
        var keeping = Enumerable.Range(0, Count).Select(_ => new Recorder<ILate>(shared)).ToArray();
        await Task.WhenAll(keeping.Select(client => client.CallAsync("keep", null, static shared => DoneAsync(shared.KeepAsync()))));
        late.SetResult();
        await stamp;

        Assert.Equal(Enumerable.Range(1, Count).Select(i => (long)i), keeping.Select(client => Assert.Single(client.Operations).Version).Order());
        Assert.Equal(Count + 1, Assert.Single(stamping.Operations).Version);

        static async Task<bool> DoneAsync(ValueTask call)
        {
            await call;
            return true;
        }
    }
}
